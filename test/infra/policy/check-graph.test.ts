import { beforeAll, describe, expect, test } from "vitest";
import { checkGraph } from "../../../infra/policy/check-graph.ts";
import { rules } from "../../../infra/policy/rules.ts";
import type { Graph } from "../../../local/engine/graph.ts";
import { evaluateProgram } from "../evaluate-program.ts";
import { analyze } from "./analyze.ts";
import { breaks } from "./breaks.ts";
import { add, change } from "./change.ts";
import { exampleStacks } from "./example-stacks.ts";

describe("a stack that breaks one rule", () => {
  let graph: Graph;
  beforeAll(async () => {
    ({ graph } = await evaluateProgram({ config: exampleStacks.everything ?? {} }));
  });

  test.each(breaks.map((one) => [one.rule, one.how, one] as const))("%s: %s", async (rule, _, { name, apply }) => {
    const broken = apply(graph);
    const violations = await checkGraph(broken);
    expect(violations.map(({ policy }) => policy)).toEqual([rule]);
    expect(violations[0]?.urn.split("::").at(-1)).toBe(name);
    expect(violations[0]?.message).toContain(name);

    const reported = await analyze(broken);
    // The engine tells policies nothing of retainOnDelete.
    const expected = violations.filter(({ policy }) => policy !== "key-set-retained");
    expect(reported.map(({ policy, urn, level }) => ({ policy, urn, level }))).toEqual(
      expected.map(({ policy, urn, level }) => ({ policy, urn, level })),
    );
    for (const [index, { message }] of reported.entries()) {
      expect(message).toContain(`${expected[index]?.message}. ${expected[index]?.fix}`);
    }
  });

  test("is broken in each rule by some test", () => {
    expect(new Set(breaks.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
  });

  test("tells what production is called by configuration", async () => {
    const live = change(graph, "service", "Service", (draft) => {
      draft.inputs.deletionProtection = false;
      draft.urn = draft.urn.replace("urn:pulumi:dev::", "urn:pulumi:live-eu::");
    });
    const policies = async (production: string) => (await checkGraph(live, { production })).map(({ policy }) => policy);
    expect(await policies("^live")).toEqual(["deletion-protection"]);
    expect(await policies("^prod")).toEqual(["deletion-protection-advised"]);
  });

  test("is not judged by what it only looks up, nor by its components", async () => {
    const type = "gcp:projects/iAMMember:IAMMember";
    const inputs = { role: "roles/owner", member: "allUsers" };
    expect(await checkGraph(add(graph, type, inputs, { external: true }))).toEqual([]);
    expect(await checkGraph(add(graph, type, inputs, { custom: false }))).toEqual([]);
    expect((await checkGraph(add(graph, type, inputs))).map(({ policy }) => policy)).toEqual([
      "no-public-access",
      "least-privilege",
    ]);
  });

  test("is judged in well under a tenth of a second", async () => {
    const times = [];
    for (let run = 0; run < 5; run += 1) {
      const started = performance.now();
      await checkGraph(graph);
      times.push(performance.now() - started);
    }
    expect(Math.min(...times)).toBeLessThan(100);
  });
});

test("a retiring second door is said, and stops nothing", async () => {
  const { graph } = await evaluateProgram({
    config: { ...exampleStacks["the catch-all"], "latchkey:retiringDoors": ["second"] },
  });
  const violations = await checkGraph(graph);
  expect(violations.map(({ policy, level }) => `${policy} ${level}`)).toEqual([
    "second-door-protected advisory",
    "second-door-protected advisory",
  ]);
});

test("rules have names of their own, and each says why and how to mend it", () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const { name, reason, fix } of rules) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(reason).toMatch(/^[A-Z].+\.$/);
    expect(fix).toMatch(/^[A-Z].+\.$/);
  }
});
