import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rules } from "../../../infra/policy/rules.ts";
import { request } from "./analyze.ts";

const folder = resolve(import.meta.dirname, "../../../infra/policy");
const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack");
let pack: ChildProcess;
let client: services.AnalyzerClient;

beforeAll(async () => {
  pack = spawn(process.execPath, [runner, "127.0.0.1:1", "."], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  if (!pack.stdout) throw new Error("no output");
  const [port] = await once(createInterface(pack.stdout), "line");
  client = new services.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
});

afterAll(async () => {
  client.close();
  const gone = once(pack, "exit");
  pack.kill();
  await gone;
});

test("starts as the engine starts it, with every rule, its reason and its fix", async () => {
  const info = await new Promise<analyzer.AnalyzerInfo>((done, fail) =>
    client.getAnalyzerInfo(new empty.Empty(), (error, value) => (error ? fail(error) : done(value))),
  );
  expect(info.getName()).toBe("latchkey");
  expect(
    info
      .getPoliciesList()
      .map((policy) => [
        policy.getName(),
        policy.getDescription(),
        policy.getRemediationSteps(),
        policy.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
      ]),
  ).toEqual(rules.map(({ name, reason, fix, level }) => [name, reason, fix, level]));
});

test("refuses a service that everybody may call", async () => {
  const type = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";
  const question = request({
    urn: `urn:pulumi:dev::latchkey::${type}::invoker`,
    type,
    name: "invoker",
    custom: true,
    inputs: { role: "roles/run.invoker", member: "allUsers" },
    protect: false,
    retainOnDelete: false,
  });
  const answer = await new Promise<analyzer.AnalyzeResponse>((done, fail) =>
    client.analyze(question, (error, value) => (error ? fail(error) : done(value))),
  );
  const found = answer.getDiagnosticsList();
  expect(found.map((one) => [one.getPolicyname(), one.getEnforcementlevel()])).toEqual([
    ["no-public-invoker", analyzer.EnforcementLevel.MANDATORY],
  ]);
  expect(found[0]?.getMessage()).toContain("invoker opens a service to allUsers");
});
