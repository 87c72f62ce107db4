import server from "@pulumi/policy/server.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { policies } from "../../../infra/policy/policies.ts";
import type { RecordedGraph, RecordedResource } from "../../../infra/policy/recorded-graph.ts";

/** What the policy SDK reports. */
export interface Diagnostic {
  readonly policy: string;
  readonly message: string;
  readonly urn: string;
  readonly level: "advisory" | "mandatory";
}

type Reply = { getDiagnosticsList(): analyzer.AnalyzeDiagnostic[] };
type Rpc = (call: { request: unknown }, callback: (error: unknown, reply: Reply) => void) => void;
type MakeRpc = (pack: string, version: string, level: string, policies: unknown) => Rpc;
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = server as unknown as {
  makeAnalyzeRpcFun: MakeRpc;
  makeAnalyzeStackRpcFun: MakeRpc;
};

/** What a text not known in a preview looks like between engine and plugins. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** Asks the policy SDK itself about a recorded graph, as the engine would. */
export async function analyze(graph: RecordedGraph): Promise<Diagnostic[]> {
  const each = makeAnalyzeRpcFun("latchkey", "0.1.0", "advisory", policies);
  const all = makeAnalyzeStackRpcFun("latchkey", "0.1.0", "advisory", policies);
  const found: Diagnostic[] = [];
  for (const resource of graph.resources) found.push(...(await ask(each, request(resource), resource.urn)));
  const whole = new analyzer.AnalyzeStackRequest();
  whole.setResourcesList(graph.resources.map((resource) => fill(new analyzer.AnalyzerResource(), resource)));
  return [...found, ...(await ask(all, whole, ""))];
}

/** The engine's question about one resource. */
export function request(resource: RecordedResource): analyzer.AnalyzeRequest {
  return fill(new analyzer.AnalyzeRequest(), resource);
}

function fill<T extends analyzer.AnalyzeRequest | analyzer.AnalyzerResource>(
  message: T,
  resource: RecordedResource,
): T {
  const options = new analyzer.AnalyzerResourceOptions();
  options.setProtect(resource.protect);
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(resource.name);
  message.setOptions(options);
  message.setProperties(struct.Struct.fromJavaScript(wire(resource.inputs) as Record<string, struct.JavaScriptValue>));
  return message;
}

async function ask(rpc: Rpc, question: unknown, urn: string): Promise<Diagnostic[]> {
  const reply = await new Promise<Reply>((resolve, reject) =>
    rpc({ request: question }, (error, value) => (error ? reject(error) : resolve(value))),
  );
  return reply.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    message: diagnostic.getMessage(),
    urn: diagnostic.getUrn() || urn,
    level: diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
  }));
}

function wire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wire);
  if (typeof value !== "object" || value === null) return value;
  if ("$secret" in value) return { ...secretMark, value: wire(value.$secret) };
  if ("$unknown" in value) return unknownText;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, wire(field)]));
}
