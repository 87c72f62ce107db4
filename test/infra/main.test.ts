import { log, RunError, runtime } from "@pulumi/pulumi";
import { afterEach, beforeEach, expect, it } from "vitest";
import { oldestCli } from "../../infra/oldest-cli.ts";

const { debug } = log;
const { requirePulumiVersion } = runtime;
const { prepareStackTrace } = Error;
let main: () => Promise<unknown>;

beforeEach(async () => {
  ({ default: main } = await import("../../infra/main.js"));
});
afterEach(() => {
  Object.assign(log, { debug });
  Object.assign(runtime, { requirePulumiVersion });
  Error.prepareStackTrace = prepareStackTrace;
});

it("names the CLI it needs to one that is too old, and evaluates nothing", async () => {
  Object.assign(runtime, { requirePulumiVersion: () => Promise.reject(new Error("12 UNIMPLEMENTED")) });
  const refused = await main().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RunError);
  expect((refused as Error).message).toContain(`Pulumi ${oldestCli} or newer is needed`);
});
