import { types } from "../cloud/types.ts";
import { clear } from "../engine/clear.ts";
import type { Graph, GraphResource } from "../engine/graph.ts";
import { conflictOf, type Failure } from "./read-failures.ts";

/** How an object that is in the way is dealt with. */
export type Recovery =
  | {
      readonly kind: "import";
      readonly type: string;
      /** Logical name. */
      readonly name: string;
      readonly id: string;
      /** What `pulumi` is called with to take it over. */
      readonly args: readonly string[];
    }
  | { readonly kind: "none"; readonly type: string; readonly name: string; readonly why: string };

/**
 * Says for each object that a run found in its way how to take it over.
 *
 * @param graph - what the program makes, evaluated over nothing: names that are fixed make the very ids Google has.
 * @param known - URNs in the stack's state; absent: nobody could tell.
 */
export function planRecovery(failures: readonly Failure[], graph: Graph, known?: ReadonlySet<string>): Recovery[] {
  return failures.flatMap((failure): Recovery[] => {
    const conflict = conflictOf(failure);
    if (conflict === undefined) return [];
    const { name } = failure;
    const resource = graph.resources.find((each) => each.name === name && isType(each.type, failure.type));
    const none = (why: string): Recovery[] => [{ kind: "none", type: failure.type, name, why }];
    if (conflict === "theirs") return none("somebody else has the name, and there is nothing of ours to take over");
    if (resource === undefined) return none("the program does not make it as the stack is configured now");
    if (known?.has(resource.urn)) return none("the state knows it already: the next up goes on");
    if (isNamedByItself(resource)) return none("it is named automatically: the next up makes another one");
    const { type, id } = resource;
    return [{ kind: "import", type, name, id, args: importArgs(resource, graph.stack) }];
  });
}

function importArgs({ type, name, id, parent, provider = "" }: GraphResource, stack: string): string[] {
  const google = provider.slice(0, provider.lastIndexOf("::"));
  const kin =
    parent === undefined || parent.includes("::pulumi:pulumi:Stack::") ? [] : ["--parent", `parent=${parent}`];
  // The next up protects it, where the program says so.
  const flags = ["--generate-code=false", "--protect=false", "--yes", "--skip-preview", "--stack", stack];
  return ["import", type, name, id, ...kin, "--provider", `google=${google}`, ...flags];
}

/** The CLI prints `gcp:apigateway:Api` for `gcp:apigateway/api:Api`. */
function isType(token: string, printed: string): boolean {
  return token.replace(/\/\w+:/, ":").toLowerCase() === printed.replace(/\/\w+:/, ":").toLowerCase();
}

function isNamedByItself({ type, inputs }: GraphResource): boolean {
  const { autoName } = types[type] ?? {};
  return autoName !== undefined && (clear(inputs) as Record<string, unknown>)[autoName.input] === undefined;
}
