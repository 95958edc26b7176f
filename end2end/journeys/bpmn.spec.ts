import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { BpmnModdle } from "bpmn-moddle";
import { validateXML } from "xmllint-wasm";

const packages = createRequire(import.meta.url);
const viewer = packages.resolve("bpmn-js/dist/bpmn-viewer.production.min.js");
// The schema of the OMG, as bpmn-moddle brings it.
const schemas = join(dirname(dirname(packages.resolve("bpmn-moddle"))), "resources/bpmn/xsd");

declare const BpmnJS: new (options: { container: string }) => {
  importXML: (xml: string) => Promise<{ warnings: { message: string }[] }>;
  destroy: () => void;
};

for (const lang of ["kk", "ru", "en"]) {
  test(`every process opens in bpmn-js and keeps to the schema of BPMN 2.0 (${lang})`, async ({ page, request }) => {
    const list = await (await request.get(`/${lang}/data`)).text();
    const addresses = [...list.matchAll(/href="([^"]+\/route\.bpmn[^"]*)"/g)].map((link) => link[1].replaceAll("&amp;", "&"));
    expect(addresses.length).toBeGreaterThan(140);
    expect(new Set(addresses).size).toBe(addresses.length);

    const files = [];
    for (const address of addresses) {
      const answer = await request.get(address);
      expect(answer.status(), address).toBe(200);
      expect(answer.headers()["content-type"]).toBe("application/bpmn+xml");
      files.push({ fileName: address, contents: await answer.text() });
    }

    const moddle = new BpmnModdle();
    for (const { fileName, contents } of files) {
      const { warnings } = await moddle.fromXML(contents, { lax: false });
      expect(warnings, fileName).toEqual([]);
    }

    const schema = (name: string) => ({ fileName: name, contents: readFileSync(join(schemas, name), "utf8") });
    const checked = await validateXML({
      xml: files,
      schema: [schema("BPMN20.xsd")],
      preload: readdirSync(schemas)
        .filter((name) => name !== "BPMN20.xsd")
        .map(schema),
    });
    expect(checked.errors.slice(0, 5)).toEqual([]);
    expect(checked.valid).toBe(true);

    await page.setContent('<div id="canvas" style="width: 1200px; height: 700px"></div>');
    await page.addScriptTag({ path: viewer });
    for (const { fileName, contents } of files) {
      const seen = await page.evaluate(async (xml) => {
        const viewer = new BpmnJS({ container: "#canvas" });
        const { warnings } = await viewer.importXML(xml);
        const shapes = document.querySelectorAll("#canvas .djs-shape").length;
        viewer.destroy();
        return { warnings: warnings.map((one) => one.message), shapes };
      }, contents);
      expect(seen.warnings, fileName).toEqual([]);
      // A pool, two lanes, a start, a step and an end at the least.
      expect(seen.shapes, fileName).toBeGreaterThan(6);
    }
  });
}
