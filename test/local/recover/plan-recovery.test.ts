import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../../local/engine/graph.ts";
import { planRecovery } from "../../../local/recover/plan-recovery.ts";
import { evaluateProgram, named } from "../../infra/evaluate-program.ts";

let graph: Graph;
beforeAll(async () => {
  ({ graph } = await evaluateProgram());
});

const failure = (type: string, name: string, message = "Error 409: it already exists") => ({ type, name, message });

it.each([
  ["gcp:apigateway:Api", "main-api", "projects/acme-dev/locations/global/apis/latchkey-dev"],
  ["gcp:apigateway:Gateway", "second-gateway", "projects/acme-dev/locations/europe-west1/gateways/latchkey-dev-second"],
  ["gcp:storage:Bucket", "issuer-key-set-bucket", /^latchkey-[0-9a-f]{16}$/],
  ["gcp:logging:LogView", "request-logs-view", /^projects\/acme-dev\/locations\/europe-west1\/buckets\/.*\/views\//],
  // As older versions of the provider spell it.
  ["gcp:serviceAccount:Account", "service-account", /^projects\/acme-dev\/serviceAccounts\/latchkey-dev-service@/],
])("takes over %s %s under the id that follows from the configuration", (type, name, id) => {
  const [recovery] = planRecovery([failure(type, name)], graph);
  if (recovery?.kind !== "import") throw new Error(JSON.stringify(recovery));
  expect(recovery.id).toMatch(id);
  const resource = named(graph, name);
  const provider = named(graph, "google").urn;
  expect(recovery.args.slice(0, 4)).toEqual(["import", resource.type, name, recovery.id]);
  expect(recovery.args).toContain(`parent=${resource.parent}`);
  expect(recovery.args).toContain(`google=${provider}`);
  expect(recovery.args.slice(-2)).toEqual(["--stack", "dev"]);
});

it.each([
  ["is named automatically", failure("gcp:kms:KeyRing", "issuer-signing-ring"), /automatically/],
  ["the program does not make", failure("gcp:apigateway:Api", "third-api"), /does not make it/],
  ["somebody else has", failure("gcp:storage:Bucket", "b", "409 bucket name is not available"), /somebody else/],
])("says why it leaves alone what %s", (_, failed, why) => {
  expect(planRecovery([failed], graph)).toMatchObject([{ kind: "none", why: expect.stringMatching(why) }]);
});

it("leaves alone what the state knows, and what failed for another reason", () => {
  const known = new Set([named(graph, "main-api").urn]);
  expect(planRecovery([failure("gcp:apigateway:Api", "main-api")], graph, known)).toMatchObject([{ kind: "none" }]);
  expect(planRecovery([failure("gcp:apigateway:Api", "main-api", "Error 403")], graph)).toEqual([]);
});
