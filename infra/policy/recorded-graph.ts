import { entriesOf, isObject } from "../../openapi/google/json.ts";
import { notYetKnown, type Subject } from "./subject.ts";

/** The part of a recorded graph that rules judge; `local/engine` records such graphs. */
export interface RecordedGraph {
  readonly resources: readonly RecordedResource[];
}

/** One registered resource, with `{ $secret: value }` around secrets and `{ $unknown: true }` for unknown values. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Looked up, not made: somebody else's to judge. */
  readonly external?: boolean;
}

/** The resources of a recorded graph as rules see them: those the program makes, components aside. */
export function subjectsOf(graph: RecordedGraph): Subject[] {
  return graph.resources
    .filter((resource) => resource.custom && !resource.external)
    .map(({ urn, type, name, inputs, protect, retainOnDelete }) => ({
      urn,
      type,
      name,
      inputs: openFields(inputs),
      protect,
      retainOnDelete,
    }));
}

function openFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(entriesOf(fields).map(([name, value]) => [name, open(value)]));
}

function open(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(open);
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, "$secret")) return open(value.$secret);
  return Object.hasOwn(value, "$unknown") ? notYetKnown : openFields(value);
}
