import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { checkGraph } from "../../../infra/policy/check-graph.ts";
import type { RecordedGraph } from "../../../infra/policy/recorded-graph.ts";
import { UNKNOWN } from "../../../local/engine/graph.ts";
import { evaluateProgram } from "../evaluate-program.ts";
import { breaks } from "./breaks.ts";
import { exampleStacks } from "./example-stacks.ts";

type Path = readonly (string | number)[];

describe("what a preview does not know", () => {
  let graph: RecordedGraph;
  beforeAll(async () => {
    ({ graph } = await evaluateProgram({ config: exampleStacks.everything ?? {} }));
  });

  test("is never held against a stack, whichever input it is", async () => {
    const places = graph.resources.flatMap((resource, index) =>
      pathsIn(resource.inputs).map((path) => ({ index, path, name: resource.name })),
    );
    expect(places.length).toBeGreaterThan(200);
    for (const { index, path, name } of places) {
      const hidden = { resources: [hide(graph, index, path)] };
      expect(await checkGraph(hidden), `${name}: ${path.join(".")}`).toEqual([]);
    }
  });

  test("keeps no rule from finding what is wrong elsewhere", async () => {
    for (const { rule, how, name, apply } of breaks) {
      const broken = apply(graph);
      const resources = broken.resources.map((resource, index) =>
        resource.name === name ? hide(broken, index, ["displayName"]) : resource,
      );
      const found = (await checkGraph({ resources })).map(({ policy }) => policy);
      expect(found, how).toEqual([rule]);
    }
  });
});

test("no input makes a rule fall over", async () => {
  const types = [
    "gcp:apigateway/apiConfig:ApiConfig",
    "gcp:cloudrunv2/service:Service",
    "gcp:projects/apiKey:ApiKey",
    "gcp:projects/iAMMember:IAMMember",
    "gcp:storage/bucket:Bucket",
    "gcp:storage/bucketIAMMember:BucketIAMMember",
  ];
  const field = fc.constantFrom(
    "openapiDocuments",
    "apiConfigIdPrefix",
    "gatewayConfig",
    "template",
    "restrictions",
    "role",
    "member",
    "annotations",
  );
  const resource = fc.record({
    urn: fc.string(),
    type: fc.constantFrom(...types),
    name: fc.string(),
    custom: fc.constant(true),
    inputs: fc.dictionary(field, fc.jsonValue()),
    protect: fc.boolean(),
    retainOnDelete: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(resource, { maxLength: 5 }), async (resources) => {
      for (const { message, fix } of await checkGraph({ resources })) {
        expect(message).not.toBe("");
        expect(fix).not.toBe("");
      }
    }),
  );
});

/** Every place in some inputs, from the outside in. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const here = [...path, Array.isArray(value) ? Number(name) : name];
    return [here, ...pathsIn(field, here)];
  });
}

/** A copy of a resource in which the value at a path is not known. */
function hide(graph: RecordedGraph, index: number, path: Path) {
  const resource = structuredClone(graph.resources[index]);
  if (!resource) throw new Error(`no resource ${index}`);
  // biome-ignore lint/suspicious/noExplicitAny: tests reach deep into plain JSON
  let holder: any = resource.inputs;
  for (const step of path.slice(0, -1)) holder = holder[step];
  holder[path.at(-1) ?? ""] = { [UNKNOWN]: true };
  return resource;
}
