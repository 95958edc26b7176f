import { expect, test } from "@playwright/test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { breaches } from "../support/cpsv-ap-shapes.js";
import { expandedCatalogue, iri, nodesOf, type Node } from "../support/linked-data.js";

// The processor and the shapes of the vocabulary are the judges here; what the answers hold, the server's own tests say.

test("the description of the API is an OpenAPI document", async ({ request }) => {
  const description = await (await request.get("/api/v1/openapi.json")).json();
  const validator = new Validator();
  const { valid, errors } = await validator.validate(description);
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe("3.1");
});

test("a JSON-LD processor reads the linked data and drops nothing", async ({ request, baseURL }) => {
  const nodes = nodesOf(await expandedCatalogue(request, baseURL!));
  const services = nodes.filter((node) => node["@type"]?.includes(iri("cpsv:PublicService")));
  expect(services).toHaveLength(61);
  const service = services.find((one) => one["@id"].endsWith("/west-kazakhstan-2018/local-social-assistance"))!;
  // The address of a service is that of its regulation, which can be fetched.
  const regulation = await (await request.get(service["@id"])).json();
  const titles = Object.fromEntries(service[iri("dct:title")].map((title: Node) => [title["@language"], title["@value"]]));
  const { kk, ru, en } = regulation.names;
  expect(titles).toEqual({ kk, ru, en });
  for (const term of [
    "cv:hasCompetentAuthority", "cpsv:hasInput", "cpsv:produces", "cv:hasChannel", "cv:hasCost", "cv:hasLegalResource",
    "cv:holdsRequirement", "dct:spatial", "cv:isGroupedBy", "cpsv:follows",
  ]) {
    expect(service[iri(term)], term).toBeTruthy();
  }
  const timed = nodes.filter((node) => node[iri("cv:processingTime")]);
  expect(timed.length).toBeGreaterThan(0);
  for (const node of timed) {
    expect(node[iri("cv:processingTime")]).toEqual([
      { "@type": iri("xsd:duration"), "@value": expect.stringMatching(/^P(T\d+[HMS]|\d+[DM])$/) },
    ]);
  }
});

test("the linked data keep to the shapes of CPSV-AP 3.2", async ({ request, baseURL }) => {
  expect(breaches(nodesOf(await expandedCatalogue(request, baseURL!)))).toEqual([]);
});
