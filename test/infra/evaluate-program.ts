import program from "../../infra/index.ts";
import { type CloudOptions, createCloud } from "../../local/cloud/cloud.ts";
import type { CloudState } from "../../local/cloud/state.ts";
import { clear } from "../../local/engine/clear.ts";
import { evaluate } from "../../local/engine/evaluate.ts";
import type { Graph, GraphResource } from "../../local/engine/graph.ts";

/** A stack to evaluate: what it changes of a sound configuration, and what the cloud holds already. */
export interface ProgramRun {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly preview?: boolean;
  readonly state?: CloudState;
  readonly cloud?: CloudOptions;
}

/** Two consumers, one signing key and both doors: what `Pulumi.dev.yaml` has. */
export const soundConfig = {
  "pulumi:disable-default-providers": ["gcp"],
  "gcp:project": "acme-dev",
  "gcp:region": "europe-west1",
  "latchkey:projectNumber": "123456789012",
  "latchkey:service": { image: "europe-docker.pkg.dev/acme/web/orders:1.4.2", deletionProtection: false },
  "latchkey:doors": ["main", "second"],
  "latchkey:signingKeys": ["one"],
  "latchkey:consumers": {
    acme: { keys: [{ id: "k1" }] },
    globex: { tokens: [{ kid: "Vq3mXb8sTtyR0kWnPzE5LA", signingKey: "one", state: "active" }] },
  },
};

/** Evaluates the real program with the real SDK against the loopback cloud. */
export async function evaluateProgram(run: ProgramRun = {}): Promise<{ graph: Graph; state: CloudState }> {
  const cloud = createCloud(run.state, { projectNumber: "123456789012", ...run.cloud });
  const entries = Object.entries({ ...soundConfig, ...run.config }).filter(([, value]) => value !== undefined);
  const graph = await evaluate(
    {
      project: "latchkey",
      stack: "dev",
      config: Object.fromEntries(
        entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
      ),
      secretKeys: [],
      preview: run.preview ?? false,
      program: program as unknown as () => Promise<Record<string, unknown>>,
    },
    cloud,
  );
  return { graph, state: cloud.state() };
}

/** The resources of one type, e.g. `gcp:apigateway/gateway:Gateway`. */
export function ofType(graph: Graph, type: string): GraphResource[] {
  return graph.resources.filter((resource) => resource.type === type);
}

/** The only resource of that logical name and type. */
export function named(graph: Graph, name: string, type?: string): GraphResource {
  const found = graph.resources.filter(
    (resource) => resource.name === name && resource.custom && (!type || resource.type === type),
  );
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources are called ${name}`);
  return found[0];
}

/** Inputs in clear. */
export function inputsOf(resource: GraphResource): Record<string, unknown> {
  return clear(resource.inputs) as Record<string, unknown>;
}

/** Outputs of the stack in clear. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach deep into plain JSON
export function outputsOf(graph: Graph): any {
  return clear(graph.outputs);
}
