import { iri, type Node } from "./linked-data.js";

/** What a property may have: how many values, and of which class or datatype. */
type Property = { min?: number; max?: number; of?: string };

const TEXT: Property = { of: "rdf:langString" };
const TEXTS: Property = { min: 1, of: "rdf:langString" };
const ONE: Property = { min: 1, max: 1 };
const CONCEPT: Property = { of: "skos:Concept" };

/** The SHACL shapes of CPSV-AP 3.2.0 for the classes that the catalogue uses, as facts and without their words. */
const SHAPES: Record<string, Record<string, Property>> = {
  "cpsv:PublicService": {
    "dct:identifier": ONE,
    "dct:title": TEXTS,
    "dct:description": TEXTS,
    "dct:spatial": { of: "dct:Location" },
    "dct:type": CONCEPT,
    "adms:status": { max: 1, of: "skos:Concept" },
    "cv:hasCompetentAuthority": { min: 1, of: "cv:PublicOrganisation" },
    "cv:hasChannel": { of: "cv:Channel" },
    "cv:hasCost": { of: "cv:Cost" },
    "cv:hasLegalResource": { of: "eli:LegalResource" },
    "cv:holdsRequirement": { of: "cv:Requirement" },
    "cv:isGroupedBy": { of: "cv:Event" },
    "cv:processingTime": { max: 1, of: "xsd:duration" },
    "cv:contactPoint": { of: "cv:ContactPoint" },
    "cpsv:follows": { of: "cpsv:Rule" },
    "cpsv:hasInput": { of: "cv:Evidence" },
    "cpsv:produces": { of: "cv:Output" },
  },
  "cv:PublicOrganisation": {
    "skos:prefLabel": TEXTS,
    "dct:spatial": { min: 1, of: "atu:atu-type" },
  },
  "cv:Channel": {
    "dct:identifier": ONE,
    "dct:type": { max: 1, of: "skos:Concept" },
    "dct:description": TEXT,
    "cv:processingTime": { max: 1, of: "xsd:duration" },
  },
  "cv:Cost": {
    "dct:identifier": ONE,
    "dct:description": TEXT,
    "cv:hasValue": { max: 1, of: "xsd:double" },
  },
  "cv:Requirement": { "dct:identifier": ONE, "dct:title": TEXTS, "dct:type": CONCEPT },
  "cv:Evidence": {
    "dct:identifier": ONE,
    "dct:title": TEXTS,
    "dct:description": TEXT,
    "dct:type": { max: 1, of: "skos:Concept" },
  },
  "cv:Output": { "dct:identifier": ONE, "dct:title": TEXTS, "dct:description": TEXT, "dct:type": CONCEPT },
  "cv:Event": {
    "dct:identifier": ONE,
    "dct:title": TEXTS,
    "dct:description": TEXT,
    "cv:hasRelatedService": { of: "cpsv:PublicService" },
  },
  "cpsv:Rule": {
    "dct:identifier": ONE,
    "dct:title": TEXTS,
    "dct:description": TEXTS,
    "dct:type": { max: 1, of: "skos:Concept" },
    "cpsv:implements": { of: "eli:LegalResource" },
  },
  "eli:LegalResource": { "dct:relation": { of: "eli:LegalResource" } },
  "locn:Address": { "locn:fullAddress": TEXT },
};

/** Classes of the data that have no shape of their own, or none with properties. */
const BARE = [
  "cv:ContactPoint", "cv:LifeEvent", "atu:atu-type", "dct:LinguisticSystem", "dct:Location", "org:OrganizationalUnit",
  "skos:Concept", "time:Duration", "time:TemporalUnit",
];

/** Every property of the data, so that a slip of the pen in a name does not pass for a word of the vocabulary. */
const OTHERS = [
  "adms:status", "cv:contactPoint", "cv:email", "cv:telephone", "dct:description", "dct:extent", "dct:identifier",
  "dct:language", "dct:title", "eli:changed_by", "eli:date_document", "eli:first_date_entry_in_force", "eli:number",
  "eli:repealed_by", "locn:address", "org:classification", "org:hasUnit", "skos:notation", "skos:note", "skos:prefLabel",
  "time:numericDuration", "time:unitType",
];

/** Everything in which the nodes do not keep to the shapes. */
export function breaches(nodes: Node[]): string[] {
  const classes = new Map<string, string[]>(nodes.map((node) => [node["@id"], node["@type"]]));
  const known = new Set([...Object.values(SHAPES).flatMap(Object.keys), ...OTHERS].map(iri));
  const kinds = new Set([...Object.keys(SHAPES), ...BARE].map(iri));
  const found = new Set<string>();
  for (const node of nodes) {
    for (const kind of node["@type"]) if (!kinds.has(kind)) found.add(`unknown class ${kind}`);
    for (const key of Object.keys(node)) if (!key.startsWith("@") && !known.has(key)) found.add(`unknown property ${key}`);
    for (const [name, shape] of Object.entries(SHAPES)) {
      if (!node["@type"].includes(iri(name))) continue;
      for (const [path, property] of Object.entries(shape)) {
        for (const what of against(node[iri(path)] ?? [], property, classes)) found.add(`${node["@id"]} ${path}: ${what}`);
      }
    }
  }
  return [...found];
}

function against(values: Node[], { min = 0, max = Infinity, of }: Property, classes: Map<string, string[]>): string[] {
  const found = [];
  if (values.length < min || values.length > max) found.push(`${values.length} values`);
  if (of) found.push(...values.filter((value) => !isOf(value, of, classes)).map((value) => `no ${of}: ${JSON.stringify(value).slice(0, 200)}`));
  return found;
}

function isOf(value: Node, kind: string, classes: Map<string, string[]>): boolean {
  if (kind === "rdf:langString") return ["kk", "ru", "en"].includes(value["@language"]) && value["@value"] !== "";
  if (kind.startsWith("xsd:")) return value["@type"] === iri(kind);
  return (classes.get(value["@id"]) ?? value["@type"] ?? []).includes(iri(kind));
}
