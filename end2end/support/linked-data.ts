import type { APIRequestContext } from "@playwright/test";
import jsonld from "jsonld";

/** A node or a value of expanded JSON-LD. */
export type Node = any;

const PREFIXES: Record<string, string> = {
  adms: "http://www.w3.org/ns/adms#",
  atu: "http://data.europa.eu/88u/dataset/",
  cpsv: "http://purl.org/vocab/cpsv#",
  cv: "http://data.europa.eu/m8g/",
  dct: "http://purl.org/dc/terms/",
  eli: "http://data.europa.eu/eli/ontology#",
  locn: "http://www.w3.org/ns/locn#",
  org: "http://www.w3.org/ns/org#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  time: "http://www.w3.org/2006/time#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

/** The whole name of a term, from here and not from the document: its own context is what is checked. */
export function iri(term: string): string {
  const [prefix, name] = term.split(":");
  return PREFIXES[prefix] + name;
}

/** The linked data as a processor understands them; it fails on what it would drop, and may fetch nothing. */
export async function expandedCatalogue(request: APIRequestContext, host: string): Promise<Node[]> {
  const address = "/api/v1/catalogue.jsonld";
  const answer = await request.get(address);
  const options = {
    base: new URL(address, host).href,
    safe: true,
    documentLoader: async (url: string) => {
      throw new Error(`${url} was to be fetched`);
    },
  };
  return jsonld.expand(await answer.json(), options);
}

/** Every node, also those inside others. */
export function nodesOf(expanded: Node): Node[] {
  if (Array.isArray(expanded)) return expanded.flatMap(nodesOf);
  if (expanded === null || typeof expanded !== "object") return [];
  const inner = Object.values(expanded).flatMap(nodesOf);
  return "@type" in expanded && !("@value" in expanded) ? [expanded, ...inner] : inner;
}
