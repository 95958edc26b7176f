import { expect, type Page } from "@playwright/test";

/** The faces that readers' systems bring for `system-ui`; the widest is DejaVu. xtask installs them. */
export const FACES = ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Roboto"];

/** What 400 % zoom leaves of 1280 px, and a telephone. */
const WIDTHS = [320, 360];

/** Sets the face that the style sheet takes from the system. Through CSSOM, which the security policy allows. */
export async function setFace(page: Page, face: string): Promise<void> {
  await page.evaluate((face) => document.documentElement.style.setProperty("--face", `"${face}"`), face);
}

/** Back to the face of the system. */
export async function unsetFace(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.style.removeProperty("--face"));
}

/**
 * Words that a line break cuts without a hyphen. Numbers and addresses may break anywhere; a word may at a soft hyphen, but
 * only where no line has room for the whole of it.
 */
function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    // What only a screen reader gets is cut to a point.
    const hidden = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).clipPath === "inset(50%)" || hidden(element.parentElement));
    const lineOf = (node: Node, at: number) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      // At the beginning of a line there is an empty one at the end of the line before, too.
      return [...range.getClientRects()].at(-1)?.top;
    };
    /** Whether a line of its own has room for the piece of text, with the signs at it. */
    const fits = (node: Text, from: number, length: number): boolean => {
      range.setStart(node, from);
      range.setEnd(node, from + length);
      const width = [...range.getClientRects()].reduce((sum, rect) => sum + rect.width, 0);
      let block = node.parentElement;
      while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
      if (!block) return false;
      const { paddingLeft, paddingRight } = getComputedStyle(block);
      return width <= block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue ?? "";
      if (!node.parentElement?.checkVisibility({ visibilityProperty: true })) continue;
      if (hidden(node.parentElement)) continue;
      for (const token of text.matchAll(/\S+/g)) {
        // An address, a file's name, a hash, a number.
        if (/[\d/@_]|\w\.\w/.test(token[0])) continue;
        for (const word of token[0].matchAll(/[\p{L}\p{M}\u00ad]{2,}/gu)) {
          const from = (token.index ?? 0) + (word.index ?? 0);
          range.setStart(node, from);
          range.setEnd(node, from + word[0].length);
          if (range.getClientRects().length < 2) continue;
          for (let at = from + 1; at < from + word[0].length; at += 1) {
            const [before, after] = [lineOf(node, at - 1), lineOf(node, at)];
            if (before === undefined || after === undefined || after - before < 3) continue;
            const divided = text[at - 1] === "\u00ad";
            if (divided && !fits(node as Text, token.index ?? 0, token[0].length)) continue;
            const where = node.parentElement.tagName.toLowerCase();
            found.add(`${where}: ${text.slice(from, at)}|${text.slice(at, from + word[0].length)}`);
          }
        }
      }
    }
    return [...found];
  });
}

/** The elements that reach out of the window, for the message of a failure. */
function wideElements(page: Page, width: number): Promise<string[]> {
  return page.evaluate((width) => {
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 0.5);
    return wide.slice(0, 6).map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.getBoundingClientRect().right}`);
  }, width);
}

/** Nothing has to be scrolled sideways and no word is cut, in every face, in the narrowest window and on a telephone. */
export async function expectNarrowLayout(page: Page, where: string, widths = WIDTHS, faces = FACES): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const face of faces) {
      await setFace(page, face);
      const here = `${where} at ${width} px in ${face}`;
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) expect.soft(await wideElements(page, width), `${here}: ${wide} px wide`).toEqual([]);
      expect.soft(await brokenWords(page), `${here}: words that a line break cuts`).toEqual([]);
    }
  }
  await unsetFace(page);
}

/** Fails where the browser does not have the faces: the layout would be measured in another one. */
export async function expectFaces(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("DOM.enable");
  await client.send("CSS.enable");
  for (const face of FACES) {
    await setFace(page, face);
    // The face is known once the page is laid out anew.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const { root } = await client.send("DOM.getDocument");
    const { nodeId } = await client.send("DOM.querySelector", { nodeId: root.nodeId, selector: "main h1" });
    const { fonts } = await client.send("CSS.getPlatformFontsForNode", { nodeId });
    // A letter that the face lacks comes from another one.
    expect(fonts.map((font) => font.familyName)).toContain(face);
  }
  await unsetFace(page);
}
