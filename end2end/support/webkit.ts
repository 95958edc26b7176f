import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { pathOf, type Engine } from "./engine.js";

/** The key by which WebDriver names an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const TAB = "\uE004";
const DEBIAN = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/** WebKitGTK behind its own WebDriver, on a screen that nobody sees. */
export interface WebKit extends Engine {
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function started(program: string, args: string[], more: NodeJS.ProcessEnv = {}, stdout: "pipe" | "ignore" = "ignore"): ChildProcess {
  const child = spawn(program, args, { stdio: ["ignore", stdout, "ignore"], env: { ...process.env, ...more } });
  // A test that fails half-way must not leave it running.
  process.once("exit", () => child.kill());
  return child;
}

/** A screen in memory; it chooses its number itself. */
async function screen(): Promise<{ display: string; server: ChildProcess }> {
  const server = started("Xvfb", ["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], {}, "pipe");
  for await (const line of createInterface({ input: server.stdout! })) return { display: `:${line.trim()}`, server };
  throw new Error("Xvfb did not start");
}

/** The few commands of W3C WebDriver that the journeys need. */
class Client {
  private session = "";

  constructor(private readonly driver: string) {}

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.driver}${this.session}${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  post<T = unknown>(path: string, body: unknown = {}): Promise<T> {
    return this.call<T>("POST", path, body);
  }

  /** Starts the browser; the driver needs a moment before it listens. */
  async begin(): Promise<void> {
    const options = { binary: process.env.OTINISH_WEBKIT ?? DEBIAN, args: ["--automation"] };
    const alwaysMatch = { acceptInsecureCerts: true, "webkitgtk:browserOptions": options };
    await within(20_000, () => this.call("GET", "/status"));
    const { sessionId } = await this.post<{ sessionId: string }>("/session", { capabilities: { alwaysMatch } });
    this.session = `/session/${sessionId}`;
    // A page that is loading blocks the commands; one that never ends fails the test.
    await this.post("/timeouts", { pageLoad: 30_000, script: 10_000, implicit: 0 });
  }

  run<T>(script: string, ...args: unknown[]): Promise<T> {
    return this.post<T>("/execute/sync", { script, args });
  }

  /** On an element as it is now: a page that came meanwhile has another one. */
  async on(selector: string, command: string, body: unknown = {}): Promise<unknown> {
    const done = async () => {
      const found = await this.post<Record<string, string>>("/element", { using: "css selector", value: selector });
      return this.post(`/element/${found[ELEMENT]}/${command}`, body);
    };
    try {
      return await within(10_000, done);
    } catch (error) {
      const page = await this.run<string>("return [location.pathname, document.readyState, document.body.innerText].join(' ')");
      throw new Error(`${command} ${selector} on ${page.slice(0, 600)}`, { cause: error });
    }
  }
}

/** Chooses as a person does: the page hears of it. */
const CHOOSE = `
  const select = document.querySelector(arguments[0]);
  select.focus();
  select.value = arguments[1];
  for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, { bubbles: true }));`;

/** Tries again until it works or the time is over. */
async function within<T>(time: number, work: () => Promise<T>): Promise<T> {
  const end = Date.now() + time;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Starts WebKitGTK; paths are those of the server at `base`. */
export async function webkit(base: string): Promise<WebKit> {
  const { display, server } = await screen();
  const port = await freePort();
  const driver = started("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    DISPLAY: display,
    // No graphics card here, and no access to the user's bus.
    LIBGL_ALWAYS_SOFTWARE: "1",
    WEBKIT_DISABLE_COMPOSITING_MODE: "1",
  });
  const client = new Client(`http://127.0.0.1:${port}`);
  const close = async () => {
    await client.call("DELETE", "").catch(() => undefined);
    driver.kill();
    server.kill();
  };
  try {
    await client.begin();
  } catch (error) {
    await close();
    throw error;
  }
  const read = <T>(script: string, selector: string) => client.run<T>(script, selector);
  return {
    close,
    open: async (path) => void (await client.post("/url", { url: new URL(path, base).href })),
    reload: async () => void (await client.post("/refresh")),
    back: async () => void (await client.post("/back")),
    address: async () => pathOf(await client.call<string>("GET", "/url")),
    click: async (selector) => void (await client.on(selector, "click")),
    type: async (selector, text) => void (await client.on(selector, "value", { text })),
    leave: async (selector) => void (await client.on(selector, "value", { text: TAB })),
    // The list of a select is a window of the system, which the driver does not always reach.
    choose: async (selector, value) => void (await client.run(CHOOSE, selector, value)),
    attach: async (selector, path) => void (await client.on(selector, "value", { text: path })),
    text: (selector) => read("return document.querySelector(arguments[0])?.innerText ?? ''", selector),
    value: (selector) => read("return document.querySelector(arguments[0])?.value ?? ''", selector),
    count: (selector) => read("return document.querySelectorAll(arguments[0]).length", selector),
    root: (attribute) => client.run("return document.documentElement.getAttribute(arguments[0]) ?? ''", attribute),
  };
}
