import { describe, expect, test } from "vitest";
import { API, GATEWAY } from "../../../local/cloud/apigateway.ts";
import { CRYPTO_KEY, CRYPTO_KEY_VERSION } from "../../../local/cloud/kms.ts";
import type { Refusal } from "../../../local/cloud/refusal.ts";
import { RUN_SERVICE } from "../../../local/cloud/run.ts";
import { BUCKET } from "../../../local/cloud/storage.ts";
import { explainRefusal } from "../../../local/foresee/explain-refusal.ts";
import type { StackOutputs } from "../../../local/stack-outputs.ts";

const [main, second] = ["https://main.gateway.dev", "https://second.gateway.dev"];
const outputs = {
  gatewayUrl: main,
  serviceUrl: "https://orders-1.europe-west1.run.app",
  doors: { main: { url: main }, second: { url: second } },
  issuer: { jwksUri: "https://storage.googleapis.com/b/jwks.json" },
  signingKeys: { one: "keys/k/cryptoKeyVersions/1", two: "keys/k/cryptoKeyVersions/2" },
  consumers: {
    acme: { url: { key: main }, keys: [{ id: "k1" }], tokens: [] },
    globex: { url: { token: second }, keys: [], tokens: [{ kid: "g1", signingKey: "one", state: "active" }] },
    hooli: {
      url: { token: second },
      keys: [],
      tokens: [
        { kid: "h1", signingKey: "one", state: "revoked" },
        { kid: "h2", signingKey: "two", state: "retiring" },
      ],
    },
  },
} as unknown as StackOutputs;

function refusal(more: Partial<Refusal>): Refusal {
  const { type = GATEWAY, name = "main-gateway" } = more;
  const urn = `urn:pulumi:dev::latchkey::${type}::${name}`;
  return { urn, type, name, id: "id", would: "replace", code: "protected", because: [], ...more };
}

const explain = (more: Partial<Refusal>) => explainRefusal(refusal(more), outputs);

describe("what a refusal saves consumers from", () => {
  test.each([
    ["a gateway", {}, ["acme"], /^the URL of door main stops answering for good/],
    ["the second gateway", { name: "second-gateway" }, ["globex", "hooli"], /^the URL of door second stops/],
    ["an Api with keys", { type: API, name: "main-api" }, ["acme"], /every API key good at door main is void/],
    ["one signing key", { type: CRYPTO_KEY_VERSION, id: "keys/k/cryptoKeyVersions/1" }, ["globex"], /under g1 is void/],
    ["every signing key", { type: CRYPTO_KEY, id: "keys/k" }, ["globex", "hooli"], /under g1, h2 is void/],
    ["the key set", { type: BUCKET }, ["globex", "hooli"], /no token can be verified/],
    ["the service", { type: RUN_SERVICE }, ["acme", "globex", "hooli"], /orders-1/],
  ] as const)("%s", (_, more, consumers, sentence) => {
    const explained = explain(more);
    expect(explained.consumers).toEqual(consumers);
    expect(explained.breaks.join("\n")).toMatch(sentence);
  });

  test.each([
    ["an Api that takes no keys speaks of none", { type: API, name: "second-api" }, 1],
    ["a signing key that signs nothing in force", { type: CRYPTO_KEY_VERSION, id: "keys/k/cryptoKeyVersions/3" }, 0],
    ["a door that hands out nothing yet", { name: "third-gateway" }, 0],
    ["what nobody who calls would notice", { type: "gcp:logging/logView:LogView" }, 0],
  ] as const)("%s", (_, more, sentences) => expect(explain(more).breaks).toHaveLength(sentences));
});

describe("the way out", () => {
  test.each([
    ["of a moved region", { because: ["region"] }, /^set gcp:region back; to move, deploy a second stack/],
    ["of another name", { because: ["gatewayId"] }, /^set latchkey:name back/],
    ["of anything else", { because: ["labels.x"] }, /^undo the change/],
    ["of what belongs to something replaced", { type: CRYPTO_KEY, because: ["keyRing"] }, /^keep its keyRing/],
    ["of a dropped door", { name: "second-gateway", would: "delete" }, /two steps: put second back .*retiringDoors/],
    ["of a dropped signing key", { type: CRYPTO_KEY_VERSION, would: "delete" }, /back under latchkey:signingKeys/],
    ["of a dropped bucket", { type: BUCKET, name: "b", would: "delete" }, /state unprotect 'urn:.*::b'$/],
    [
      "of a service that guards itself",
      { type: RUN_SERVICE, code: "deletion_protected" },
      /deletionProtection to false/,
    ],
  ] as const)("%s", (_, more, text) => expect(explain(more).wayOut).toMatch(text));
});
