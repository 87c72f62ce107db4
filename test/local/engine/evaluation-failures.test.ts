import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LatchkeyError } from "../../../errors/latchkey-error.ts";
import { EvaluationError } from "../../../local/engine/evaluation-error.ts";
import type { EvaluationJob } from "../../../local/engine/job.ts";
import { evaluating, Group, Thing } from "./evaluating.ts";
import { FakeCloud } from "./fake-cloud.ts";

const refused = new LatchkeyError("quota", { message: "too many {things}", fix: "ask for more" }, { things: "keys" });
const boom = new Error("boom");
const never = new Promise<never>(() => undefined);

const refusing = (error: Error) => ({
  register() {
    throw error;
  },
});

async function failureOf(
  program: () => unknown,
  job: Partial<EvaluationJob> = {},
  cloud = new FakeCloud(),
): Promise<EvaluationError> {
  try {
    await evaluating(program, job, cloud);
  } catch (error) {
    return error as EvaluationError;
  }
  throw new Error("the evaluation should have failed");
}

/** What nobody handled while a test ran. */
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(() => void process.on("unhandledRejection", note));
afterEach(async () => {
  await new Promise(setImmediate);
  process.off("unhandledRejection", note);
  expect(unhandled.splice(0)).toEqual([]);
});

describe("whatever a program throws", () => {
  const throwing: [string, (error: Error) => unknown][] = [
    ["at once", raise],
    ["after it has waited", async (error) => raise(await Promise.resolve(error))],
    ["after it has registered resources", (error) => [new Thing("thing"), raise(error)]],
    ["inside a component", (error) => new Group("Group", "group", () => raise(error))],
    ["in an apply nobody looks at", (error) => void new Thing("thing").selfLink.apply(() => raise(error))],
    ["in an apply that becomes an input", (error) => void new Thing("thing", { size: failing(error) })],
    ["in an apply deep in an input", (error) => void new Thing("thing", { in: [{ deep: failing(error) }] })],
    ["in an apply that becomes a stack output", (error) => ({ size: failing(error) })],
    ["in a chain of resources", (error) => void chain(failing(error), 5)],
    ["as a rejected promise", (error) => void new Thing("thing", { size: Promise.reject(error) })],
  ];

  test.each(throwing)("%s is the cause of the one error", async (_, program) => {
    const error = await failureOf(() => program(boom));

    expect(error).toBeInstanceOf(EvaluationError);
    expect(error).toMatchObject({ code: "program_failed", message: "the Pulumi program failed: boom" });
    expect(error.cause).toBe(boom);
  });

  test.each(throwing)("%s passes unchanged when it is a LatchkeyError", async (_, program) => {
    expect(await failureOf(() => program(refused))).toBe(refused);
    expect(refused.message).toBe("too many keys");
  });

  test("that is no error becomes one", async () => {
    const error = await failureOf(() => {
      throw "just text";
    });

    expect(error.message).toBe("the Pulumi program failed: just text");
  });

  test("does not tell a secret of the configuration", async () => {
    const config = { "latchkey:password": "correct horse" };
    const error = await failureOf(() => raise(new Error("no correct horse here")), {
      config,
      secretKeys: Object.keys(config),
    });

    expect(error.message).toBe("the Pulumi program failed: no [secret] here");
  });
});

describe("a registration the cloud refuses", () => {
  const program = () => {
    const thing = new Thing("thing");
    const group = new Group("Group", "group", (parent) => void new Thing("child", { of: thing.selfLink }, { parent }));
    return { link: thing.selfLink, group, more: chain(thing.selfLink, 4).id };
  };

  test("rejects with the cloud's own error", async () => {
    expect(await failureOf(program, {}, new FakeCloud(refusing(refused)))).toBe(refused);
  });

  test("names the resource when the cloud breaks down", async () => {
    const error = await failureOf(program, {}, new FakeCloud(refusing(boom)));

    expect(error).toMatchObject({ code: "registration_failed", cause: boom });
    expect(error.details.urn).toBe("urn:pulumi:dev::latchkey::acme:index:Thing::thing");
  });

  test("ends the evaluation: nothing more is asked of the cloud, which is not finished", async () => {
    const cloud = new FakeCloud(refusing(refused));
    await failureOf(program, {}, cloud);

    expect(cloud.registrations).toHaveLength(1);
    expect(cloud.finished).toBe(0);
  });

  test("is told apart from a deletion it refuses at the end", async () => {
    const cloud = new FakeCloud({ finish: () => raise(boom) });

    expect(await failureOf(() => ({}), {}, cloud)).toMatchObject({ code: "finish_failed", cause: boom });
    expect(await failureOf(() => ({}), {}, new FakeCloud({ finish: () => raise(refused) }))).toBe(refused);
  });

  test("does not disturb an evaluation beside it", async () => {
    const [failed, fine] = await Promise.allSettled([
      evaluating(program, { stack: "one" }, new FakeCloud(refusing(refused))),
      evaluating(program, { stack: "two" }),
    ]);

    expect(failed).toMatchObject({ status: "rejected", reason: refused });
    expect(fine).toMatchObject({ status: "fulfilled", value: { outputs: { link: "link:thing" } } });
  });
});

describe("a mistake in the program", () => {
  const types = {
    KeyRing: "gcp:kms/keyRing:KeyRing",
    Stranger: "urn:pulumi:dev::latchkey::acme:index:Group::stranger",
  };
  const noDefaults = { config: { "pulumi:disable-default-providers": '["gcp"]' } };
  class Stranger extends pulumi.ComponentResource {
    constructor() {
      super("acme:index:Group", "stranger", {}, { urn: types.Stranger });
    }
  }

  test.each<[string, () => unknown, Partial<EvaluationJob>, Record<string, unknown>]>([
    [
      "two resources of one URN",
      () => [new Thing("same"), new Thing("same")],
      {},
      { code: "duplicate_urn", message: "two resources have the URN urn:pulumi:dev::latchkey::acme:index:Thing::same" },
    ],
    [
      "a resource without provider where default ones are disabled",
      () => void new Thing("ring", {}, {}, types.KeyRing),
      noDefaults,
      { code: "default_provider_disabled", details: { package: "gcp", name: "ring" } },
    ],
    [
      "a function without provider where default ones are disabled",
      () => pulumi.runtime.invoke("gcp:kms/getKey:getKey", {}),
      noDefaults,
      { code: "default_provider_disabled", details: { package: "gcp", name: "gcp:kms/getKey:getKey" } },
    ],
    [
      "a lookup without provider where default ones are disabled",
      () => void new Thing("ring", {}, { id: "some-id" }, types.KeyRing),
      noDefaults,
      { code: "default_provider_disabled" },
    ],
    ["a resource of this stack that does not exist", () => void new Stranger(), {}, { code: "invoke_failed" }],
    ["a stack reference", () => void new pulumi.StackReference("other"), {}, { code: "unsupported_feature" }],
    [
      "an error it logs",
      () => void pulumi.log.error("not good"),
      {},
      { code: "logged_error", details: { reason: "not good" } },
    ],
    [
      "an object that looks like one of our envelopes",
      () => void new Thing("thing", { size: { $secret: "no" } }),
      {},
      { code: "reserved_key", details: { place: "the inputs of thing", key: "$secret" } },
    ],
    ["a module that is not there", () => undefined, { program: "/no/such/program.ts" }, { code: "program_unusable" }],
    [
      "a module without a default export",
      () => undefined,
      { program: new URL("./evaluating.ts", import.meta.url) },
      { code: "program_unusable", details: { reason: "its default export is not a function" } },
    ],
  ])("such as %s is told", async (_, program, job, expected) => {
    expect(await failureOf(program, job)).toMatchObject(expected);
  });

  test("such as an explicit provider of another package does not help", async () => {
    class Provider extends pulumi.ProviderResource {}
    const program = () => void new Thing("ring", {}, { provider: new Provider("aws", "aws", {}) }, types.KeyRing);

    expect(await failureOf(program, noDefaults)).toMatchObject({ code: "default_provider_disabled" });
  });
});

describe("a program that does not come to an end", () => {
  test.each<[string, () => unknown, string]>([
    [
      "an input that never resolves",
      () => void new Thing("thing", { size: never }),
      "thing (acme:index:Thing) waits for its input size",
    ],
    ["itself", () => never, "it waits for something that never happens"],
    ["a parent that never resolves", () => stuckFamily(), "parent (acme:index:Thing) waits for its input size"],
  ])("is given up when it waits for %s", async (_, program, reason) => {
    const error = await failureOf(program, { patienceMs: 20 });

    expect(error.code).toBe("evaluation_stuck");
    expect(error.details.reason).toContain(reason);
  });

  test("is given up when the cloud never answers", async () => {
    const cloud = new FakeCloud({ register: () => never });

    expect(await failureOf(() => void new Thing("thing"), { patienceMs: 20 }, cloud)).toMatchObject({
      code: "evaluation_stuck",
    });
  });
});

function raise(error: Error): never {
  throw error;
}

function failing(error: Error): pulumi.Output<string> {
  return new Thing("failing").selfLink.apply(() => raise(error));
}

function chain(start: pulumi.Output<unknown>, length: number): Thing {
  let last = new Thing("chain", { of: start });
  for (let link = 0; link < length; link++) last = new Thing(`chain-${link}`, { of: last.selfLink });
  return last;
}

function stuckFamily(): void {
  const parent = new Thing("parent", { size: never });
  new Thing("child", {}, { parent });
}
