import { apiConfigIdPrefix } from "../../../infra/names.ts";
import type { RecordedGraph, RecordedResource } from "../../../infra/policy/recorded-graph.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests reach deep into plain JSON
type Json = any;

/** A recorded resource that a test may change. */
export type Draft = { -readonly [Key in keyof RecordedResource]: RecordedResource[Key] } & { inputs: Json };

/** A copy of a graph in which the resource of that logical name and type is changed. */
export function change(graph: RecordedGraph, name: string, type: string, edit: (draft: Draft) => void): RecordedGraph {
  const copy = structuredClone(graph) as { resources: Draft[] };
  const found = copy.resources.filter((resource) => resource.name === name && resource.type.endsWith(`:${type}`));
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources are ${type} ${name}`);
  edit(found[0]);
  return copy;
}

/** A copy of a graph whose main door carries another document, under the id prefix that belongs to it. */
export function changeDocument(graph: RecordedGraph, edit: (document: Json) => void): RecordedGraph {
  return change(graph, "main-config", "ApiConfig", ({ inputs }) => {
    const document = JSON.parse(textOf(inputs));
    edit(document);
    setText(inputs, JSON.stringify(document));
  });
}

/** Puts another text in the place of a config's document. */
export function setText(inputs: Json, text: string): void {
  inputs.openapiDocuments[0].document.contents = Buffer.from(text).toString("base64");
  inputs.apiConfigIdPrefix = apiConfigIdPrefix("main", text, inputs.gatewayConfig.backendConfig.googleServiceAccount);
}

/** A copy of a graph with one more resource of the program. */
export function add(graph: RecordedGraph, type: string, inputs: Json, more: Partial<Draft> = {}): RecordedGraph {
  const name = more.name ?? "extra";
  const urn = `urn:pulumi:dev::latchkey::${type}::${name}`;
  const resource = { urn, type, name, custom: true, inputs, protect: false, retainOnDelete: false, ...more };
  return { ...graph, resources: [...graph.resources, resource] };
}

function textOf(inputs: Json): string {
  return Buffer.from(inputs.openapiDocuments[0].document.contents, "base64").toString("utf8");
}
