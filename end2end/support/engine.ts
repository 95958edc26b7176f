import type { Page } from "@playwright/test";

/** What a journey needs of a browser, the same over Playwright and over WebDriver. A selector means its first element. */
export interface Engine {
  open(path: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  /** The path with its query. */
  address(): Promise<string>;
  click(selector: string): Promise<void>;
  /** Types into a field as fingers do, and stays in it. */
  type(selector: string, text: string): Promise<void>;
  /** Leaves the field for the next one. */
  leave(selector: string): Promise<void>;
  choose(selector: string, value: string): Promise<void>;
  attach(selector: string, path: string): Promise<void>;
  /** What a reader sees of it; nothing where it is missing. */
  text(selector: string): Promise<string>;
  value(selector: string): Promise<string>;
  count(selector: string): Promise<number>;
  /** An attribute of the document's root. */
  root(attribute: string): Promise<string>;
}

/** An engine that Playwright drives. */
export function driven(page: Page): Engine {
  const first = (selector: string) => page.locator(selector).first();
  return {
    open: async (path) => {
      // Firefox breaks off a navigation that begins while the page before it still loads.
      await page.waitForLoadState();
      await page.goto(path);
    },
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    address: async () => pathOf(page.url()),
    click: (selector) => first(selector).click(),
    type: (selector, text) => first(selector).pressSequentially(text),
    leave: (selector) => first(selector).press("Tab"),
    choose: async (selector, value) => void (await first(selector).selectOption(value)),
    attach: (selector, path) => first(selector).setInputFiles(path),
    text: (selector) =>
      page.evaluate((selector) => document.querySelector<HTMLElement>(selector)?.innerText ?? "", selector),
    value: (selector) => first(selector).inputValue(),
    count: (selector) => page.locator(selector).count(),
    root: async (attribute) => (await page.locator("html").getAttribute(attribute)) ?? "",
  };
}

/** The part of an address behind the host. */
export function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
