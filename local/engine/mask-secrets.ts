import { type Graph, type GraphResource, type Marked, SECRET, UNKNOWN } from "./graph.ts";

/** JSON without envelopes. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A {@link Graph} that may be shown to anybody. */
export interface MaskedGraph extends Omit<Graph, "resources" | "outputs"> {
  readonly resources: readonly MaskedResource[];
  readonly outputs: Readonly<Record<string, Json>>;
}

/** A {@link GraphResource} that may be shown to anybody. */
export interface MaskedResource extends Omit<GraphResource, "inputs" | "outputs"> {
  readonly inputs: Readonly<Record<string, Json>>;
  readonly outputs: Readonly<Record<string, Json>>;
}

/** Puts `"[secret]"` in the place of every secret and `"[unknown]"` in that of what a preview cannot know. */
export function maskSecrets(graph: Graph): MaskedGraph {
  return {
    ...graph,
    resources: graph.resources.map((resource) => ({
      ...resource,
      inputs: maskAll(resource.inputs),
      outputs: maskAll(resource.outputs),
    })),
    outputs: maskAll(graph.outputs),
  };
}

function maskAll(values: Readonly<Record<string, Marked>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mask(value)]));
}

function mask(value: Marked): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(mask);
  const fields = value as Readonly<Record<string, Marked>>;
  if (SECRET in fields) return "[secret]";
  if (UNKNOWN in fields) return "[unknown]";
  return maskAll(fields);
}
