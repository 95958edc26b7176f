import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defineConfig, devices } from "@playwright/test";

// `cargo xtask test` says where things are; by hand the defaults fit after `cargo xtask build` and
// `cargo build -p server`. Workers read this file again, so what is chosen once goes into the environment.
const env = process.env;
env.OTINISH_PORT ??= "4180";
env.OTINISH_BIN ??= resolve("../target/debug/otinish");
env.OTINISH_SITE ??= resolve("../target/site");
env.OTINISH_HTML ??= resolve("../target/html");
env.OTINISH_DATA ??= mkdtempSync(join(tmpdir(), "otinish-e2e-"));
const baseURL = `http://127.0.0.1:${env.OTINISH_PORT}`;

// Playwright's own browsers cannot be had everywhere; Debian's can.
const chromium = {
  executablePath: env.OTINISH_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
};
// Over WebDriver BiDi, which Debian's Firefox speaks. It knows neither the arguments of Chromium nor a telephone.
export const firefox = {
  ...devices["Desktop Firefox"],
  channel: "moz-firefox",
  launchOptions: { executablePath: env.OTINISH_FIREFOX ?? "/usr/bin/firefox-esr", args: [] },
};

export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  // One server and one database for all; two cores.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    locale: "kk-KZ",
    timezoneId: "Asia/Almaty",
    screenshot: "only-on-failure",
    // A trace of everything would take longer than the journeys: `--trace on` for the one that fails.
    trace: "off",
    launchOptions: chromium,
  },
  // The award goes its whole way without JavaScript on a narrow phone, the refusal with it; pages choose their widths.
  projects: [
    { name: "desktop-js", testIgnore: /(award|permit|schooling|housing|unemployed|term|refusal|calculators|prepare|firefox)\.spec/, use: { viewport: { width: 1280, height: 900 } } },
    { name: "phone-js", testMatch: /refusal\.spec/, use: { viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true } },
    {
      name: "phone-nojs",
      testMatch: /(award|permit|schooling|housing|unemployed|term|mistakes|calculators|prepare|account)\.spec/,
      use: { viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true, javaScriptEnabled: false },
    },
    { name: "firefox", testMatch: /firefox\.spec/, use: firefox },
  ],
  // All browsers come from one address, so the limits by address would hit the journeys.
  webServer: {
    command: `${env.OTINISH_BIN} --listen 127.0.0.1:${env.OTINISH_PORT} --site ${env.OTINISH_SITE} --new --data-dir ${env.OTINISH_DATA} --seal-key-file ${env.OTINISH_DATA}/seal-key --no-rate-limit --demo`,
    url: `${baseURL}/healthz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    // A line a request would drown what the tests say.
    env: { RUST_LOG: "warn,security=off" },
    stdout: "ignore",
    stderr: "pipe",
    timeout: 30_000,
  },
});
