import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { LatchkeyError } from "../../../errors/latchkey-error.ts";
import { EvaluationError } from "../../../local/engine/evaluation-error.ts";
import { SECRET } from "../../../local/engine/graph.ts";
import { type ChildJob, evaluateInChild, prepareChild } from "../../../local/engine/run.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/engine/${name}`, import.meta.url));

function keys(count: number, job: Partial<ChildJob> = {}): ChildJob {
  return {
    project: "latchkey",
    stack: "dev",
    config: { "latchkey:count": String(count) },
    secretKeys: [],
    preview: false,
    programPath: fixture("key-program.ts"),
    cloudModule: fixture("counting-cloud.ts"),
    cloudState: undefined,
    ...job,
  };
}

function ending(how: string, job: Partial<ChildJob> = {}): ChildJob {
  return keys(0, { programPath: fixture("failing-programs.ts"), config: { "latchkey:ending": how }, ...job });
}

async function failureOf(job: ChildJob): Promise<LatchkeyError> {
  try {
    await evaluateInChild(job);
  } catch (error) {
    return error as LatchkeyError;
  }
  throw new Error("the evaluation should have failed");
}

afterEach(() => vi.restoreAllMocks());

describe("an evaluation in a process of its own", () => {
  test("gives the graph of a program with real Google resources, and what the cloud is now", async () => {
    const { graph, state } = await evaluateInChild(keys(1));
    const keyUrn = "urn:pulumi:dev::latchkey::acme:index:Consumer$gcp:projects/apiKey:ApiKey::consumer-0-key";

    expect(graph.outputs).toEqual({ count: 1, first: { [SECRET]: "key of id-2" } });
    expect(graph.resources.find(({ urn }) => urn === keyUrn)).toMatchObject({
      provider: "urn:pulumi:dev::latchkey::pulumi:providers:gcp::google::id-1",
      protect: true,
      additionalSecretOutputs: ["keyString"],
      outputs: { keyString: { [SECRET]: "key of id-2" } },
    });
    expect(state).toEqual({ "urn:pulumi:dev::latchkey::pulumi:providers:gcp::google": "id-1", [keyUrn]: "id-2" });
  });

  test("takes up where the last one left the cloud, in a process prepared before the job was known", async () => {
    const first = await evaluateInChild(keys(1));
    const child = prepareChild({ ahead: [fixture("counting-cloud.ts"), fixture("key-program.ts")] });
    const second = await child.evaluate(keys(2, { cloudState: first.state, cloudOptions: { prefix: "new" } }));

    expect(second.graph.outputs.first).toEqual(first.graph.outputs.first);
    expect(Object.values(second.state as object)).toEqual(["id-1", "id-2", "new-3"]);
  });

  test.each(["ask for files", "ask for files and fail"])("tells which files the program asked for: %s", async (how) => {
    const child = prepareChild();
    await child.evaluate(ending(how, { filesChannel: "test.files" })).catch(() => undefined);

    expect(child.files).toEqual(["/a.yaml", "/b.yaml"]);
  });

  test("keeps what the program prints to itself", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await evaluateInChild(ending("print"));

    expect(written).not.toHaveBeenCalled();
  });

  test("relays what the program prints to standard error when asked to", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await evaluateInChild(ending("print"), { verbose: true });

    await vi.waitFor(() => expect(written).toHaveBeenCalledWith(expect.stringContaining("printed to standard output")));
  });
});

describe("a failure in the other process", () => {
  test("arrives with code, texts and data of a LatchkeyError", async () => {
    const error = await failureOf(ending("mistake"));

    expect(error).toBeInstanceOf(LatchkeyError);
    expect(error).toMatchObject({
      name: "SettingsError",
      code: "settings",
      message: "1 settings are wrong: {count}",
      fix: "see {count}",
      details: { count: 1, id: "{count}" },
      problems: [{ key: "latchkey:doors", seen: 3 }],
    });
  });

  test.concurrent.each<[string, string, string]>([
    ["throw later", "program_failed", "boom, later"],
    ["stringify an output", "program_failed", "toString"],
    ["wait for an input", "evaluation_stuck", "group (acme:index:Group) waits for its input never"],
    ["kill", "evaluation_crashed", "signal SIGKILL"],
  ])("%s arrives as %s", async (how, code, text) => {
    const error = await failureOf(ending(how));

    expect(error).toBeInstanceOf(EvaluationError);
    expect(error.code).toBe(code);
    expect(error.message).toContain(text);
    expect(error.cause === undefined || error.cause instanceof Error).toBe(true);
  });

  test("keeps the last words of a crash as its cause", async () => {
    const error = await failureOf(ending("exit"));

    expect(error).toMatchObject({ code: "evaluation_crashed", details: { reason: "exit code 7" } });
    expect(error.cause).toMatchObject({ message: expect.stringContaining("last words") });
  });

  test("is told for a cloud that cannot be loaded", async () => {
    expect(await failureOf(keys(1, { cloudModule: fixture("none.ts") }))).toMatchObject({ code: "program_failed" });
  });

  test("leaves nothing behind when the parent ends before it asks, and the parent never loads Pulumi", async () => {
    const script = `
      import { createRequire } from "node:module";
      import { prepareChild } from "./local/engine/run.ts";
      import { clear } from "./local/engine/clear.ts";
      import { maskSecrets } from "./local/engine/mask-secrets.ts";
      prepareChild();
      const loaded = Object.keys(createRequire(process.cwd() + "/script.js").cache);
      console.log(loaded.filter((file) => file.includes("@pulumi")).length);`;
    const cwd = fileURLToPath(new URL("../../..", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd });

    expect(stdout).toBe("0\n");
  });

  test("is told for a process that was stopped before it was asked", async () => {
    const child = prepareChild();
    child.stop();

    await expect(child.evaluate(keys(1))).rejects.toMatchObject({ code: "evaluation_crashed" });
  });
});

describe("an abort", () => {
  test("ends an evaluation that goes on", async () => {
    const controller = new AbortController();
    const evaluation = evaluateInChild(ending("wait for a timer", { signal: controller.signal }));
    controller.abort(new Error("changed again"));

    await expect(evaluation).rejects.toThrow("changed again");
  });

  test("that has happened already starts nothing", async () => {
    const signal = AbortSignal.abort(new Error("too late"));

    await expect(evaluateInChild(keys(1, { signal }))).rejects.toThrow("too late");
  });
});
