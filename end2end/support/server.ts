import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A server of one test. */
export interface OwnServer {
  address: string;
  stop: () => Promise<void>;
}

/**
 * Starts a server, with the demonstration unless `--no-demo` is among them, with settings that the others must not feel, at a free port, on the data in `folder`; without one,
 * on an empty folder that goes with it.
 */
export async function ownServer(settings: string[], folder?: string): Promise<OwnServer> {
  const { OTINISH_BIN = "", OTINISH_SITE = "" } = process.env;
  const data = folder ?? (await mkdtemp(join(tmpdir(), "otinish-e2e-")));
  const given = ["--listen", "127.0.0.1:0", "--site", OTINISH_SITE, "--data-dir", data, "--no-rate-limit"];
  given.push("--seal-key-file", join(data, "seal-key"));
  if (!existsSync(join(data, "otinish.sqlite"))) given.push("--new");
  if (!settings.includes("--no-demo")) given.push("--demo");
  const server = spawn(OTINISH_BIN, [...given, ...settings.filter((one) => one !== "--no-demo")], { stdio: ["ignore", "pipe", "ignore"] });
  // A test that fails half-way must not leave it running.
  process.once("exit", () => server.kill());
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  // Its first line is its address.
  for await (const line of createInterface({ input: server.stdout })) {
    const stop = async () => {
      server.kill("SIGTERM");
      await ended;
      if (!folder) await rm(data, { recursive: true, force: true });
    };
    return { address: line.trim(), stop };
  }
  throw new Error("the server ended before it said its address");
}
