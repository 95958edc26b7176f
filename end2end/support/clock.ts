import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A server beside the one of all tests, on the data in `folder`, whose clock runs `days` ahead. */
export async function serverAhead(folder: string, days: number): Promise<{ address: string; stop: () => Promise<void> }> {
  const { OTINISH_BIN = "", OTINISH_SITE = "" } = process.env;
  const given = ["--listen", "127.0.0.1:0", "--site", OTINISH_SITE, "--data-dir", folder, "--no-rate-limit"];
  const server = spawn(OTINISH_BIN, [...given, "--days-ahead", String(days)], { stdio: ["ignore", "pipe", "ignore"] });
  // A test that fails half-way must not leave it running.
  process.once("exit", () => server.kill());
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  // Its first line is its address.
  for await (const line of createInterface({ input: server.stdout })) {
    const stop = async () => {
      server.kill("SIGTERM");
      await ended;
    };
    return { address: line.trim(), stop };
  }
  throw new Error("the server ended before it said its address");
}
