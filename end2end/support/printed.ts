import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";

const run = promisify(execFile);

/** A page as it comes out of the printer, in millimetres from the top left corner of A4. */
export interface Printed {
  /** The text of each sheet, spaces made one. */
  sheets: string[];
  /** How much of a place on the first sheet is black, from 0 to 1. */
  black(x: number, y: number, width: number, height: number): Promise<number>;
}

const DOTS_PER_INCH = 100;
const dots = (millimetres: number) => Math.round((millimetres / 25.4) * DOTS_PER_INCH);

/** Prints the page on A4, by the engine that shows it. */
export async function printed(page: Page): Promise<Printed> {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const folder = await mkdtemp(join(tmpdir(), "otinish-paper-"));
  const file = join(folder, "page.pdf");
  await writeFile(file, pdf);
  const text = (await run("pdftotext", [file, "-"], { maxBuffer: 1 << 24 })).stdout;
  const picture = ["-gray", "-singlefile", "-r", String(DOTS_PER_INCH), file];
  const { stdout } = await run("pdftoppm", picture, { encoding: "buffer", maxBuffer: 1 << 26 });
  await rm(folder, { recursive: true });
  return {
    // Each sheet ends with a form feed.
    sheets: text.split("\f").slice(0, -1).map((sheet) => plain(sheet)),
    black: async (...place) => black(stdout, place.map(dots)),
  };
}

/** The words as they are compared: without soft hyphens and with single spaces. */
export function plain(text: string): string {
  return text.replace(/\u00ad\s*/g, "").replace(/\s+/g, " ").trim();
}

/** The dark share of a rectangle of a grey picture (PGM). */
function black(picture: Buffer, [left, top, width, height]: number[]): number {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.subarray(0, 40).toString("latin1"));
  if (!head) throw new Error("pdftoppm made no grey picture");
  const broad = Number(head[1]);
  const grey = picture.subarray(head[0].length);
  let dark = 0;
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) dark += grey[y * broad + x] < 128 ? 1 : 0;
  }
  return dark / (width * height);
}
