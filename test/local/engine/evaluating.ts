import * as pulumi from "@pulumi/pulumi";
import type { Cloud } from "../../../local/engine/cloud.ts";
import { evaluate } from "../../../local/engine/evaluate.ts";
import type { Graph, GraphResource } from "../../../local/engine/graph.ts";
import type { EvaluationJob, Program } from "../../../local/engine/job.ts";
import { FakeCloud } from "./fake-cloud.ts";

/** Evaluates a program of a test as an update, unless told otherwise. */
export function evaluating(
  program: () => unknown,
  job: Partial<EvaluationJob> = {},
  cloud: Cloud = new FakeCloud(),
): Promise<Graph> {
  return evaluate(
    {
      project: "latchkey",
      stack: "dev",
      config: {},
      secretKeys: [],
      preview: false,
      program: async () => ((await program()) ?? {}) as Awaited<ReturnType<Program>>,
      ...job,
    },
    cloud,
  );
}

/** The one resource of that logical name. */
export function named(graph: Graph, name: string): GraphResource {
  const found = graph.resources.filter((resource) => resource.name === name);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} resources are called ${name}`);
  return found[0];
}

/** A custom resource of no particular kind. */
export class Thing extends pulumi.CustomResource {
  declare readonly size: pulumi.Output<string>;
  declare readonly selfLink: pulumi.Output<string>;

  constructor(
    name: string,
    inputs: Record<string, unknown> = {},
    options: pulumi.CustomResourceOptions = {},
    type = "acme:index:Thing",
  ) {
    super(type, name, { selfLink: undefined, ...inputs }, options);
  }
}

/** A component of no particular kind; `fill` makes its children. */
export class Group extends pulumi.ComponentResource {
  constructor(
    type: string,
    name: string,
    fill: (group: Group) => unknown = () => undefined,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super(`acme:index:${type}`, name, {}, options);
    this.registerOutputs((fill(this) ?? {}) as pulumi.Inputs);
  }
}
