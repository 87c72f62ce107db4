import { describe, expect, test } from "vitest";
import { brokenPromises, type Promises } from "../../../local/rehearse/promises.ts";
import type { StackOutputs } from "../../../local/stack-outputs.ts";
import type { Method, ServiceConfig } from "../../../openapi/google/service-config.ts";

const outputs = {
  gatewayUrl: "https://main.gateway.dev",
  issuer: { issuer: "https://issuer.example", jwksUri: "https://issuer.example/jwks.json", audience: "orders" },
  apiKeys: { acme: { k1: "first-key", k2: "second-key" } },
  consumers: {
    acme: {
      url: { key: "https://main.gateway.dev" },
      maxLifetimeSeconds: 1,
      keys: [{ id: "k1" }, { id: "k2" }],
      tokens: [],
    },
    globex: {
      url: { token: "https://main.gateway.dev" },
      maxLifetimeSeconds: 1,
      keys: [],
      tokens: [
        { kid: "active-kid", signingKey: "one", state: "active" },
        { kid: "standby-kid", signingKey: "one", state: "standby" },
      ],
    },
  },
} as unknown as StackOutputs;

function method(more: Partial<Method>): Method {
  return {
    selector: "1.x.M",
    operationId: "m",
    httpMethod: "GET",
    pathTemplate: "/orders",
    apiKeyRequired: true,
    providerIds: [],
    metricCosts: {},
    ...more,
  };
}

function config(...methods: Method[]): ServiceConfig {
  const provider = (id: string, issuer: string) => ({ id, issuer, audiences: ["orders"], locations: [] });
  return {
    providers: [provider("own", "https://issuer.example"), provider("renamed", "https://issuer.example")],
    methods,
    allowCors: false,
    quotaLimits: [],
  };
}

const before: Promises = { outputs, main: config(method({})) };
const afterwards = (changed: object, main = before.main): Promises => ({ outputs: { ...outputs, ...changed }, main });
const codes = (next: Promises, from = before) =>
  brokenPromises(from, next).map(({ code, consumer }) => (consumer ? `${code} ${consumer}` : code));

describe("a promise is kept", () => {
  test("when nothing changes", () => expect(codes(before)).toEqual([]));
  test("when a consumer, a key or an operation is added", () => {
    const consumers = { ...outputs.consumers, hooli: outputs.consumers.acme };
    expect(codes(afterwards({ consumers }, config(method({}), method({ httpMethod: "POST" }))))).toEqual([]);
  });
  test("when a consumer is renamed and its credentials stay", () => {
    const { acme, globex } = outputs.consumers;
    expect(
      codes(afterwards({ consumers: { "acme-corp": acme, globex }, apiKeys: { "acme-corp": outputs.apiKeys.acme } })),
    ).toEqual([]);
  });
  test("when a standby kid goes, under which nothing was ever signed", () => {
    const globex = { ...outputs.consumers.globex, tokens: outputs.consumers.globex?.tokens.slice(0, 1) };
    expect(codes(afterwards({ consumers: { ...outputs.consumers, globex } }))).toEqual([]);
  });
  test("when a scheme is renamed and its issuer stays", () => {
    const from = { ...before, main: config(method({ apiKeyRequired: false, providerIds: ["own"] })) };
    expect(codes(afterwards({}, config(method({ apiKeyRequired: false, providerIds: ["renamed"] }))), from)).toEqual(
      [],
    );
  });
});

describe("a promise is broken", () => {
  const { acme, globex } = outputs.consumers;
  test.each<[string, Promises, string[]]>([
    ["the main URL changes", afterwards({ gatewayUrl: "https://other.gateway.dev" }), ["url_changed"]],
    [
      "a consumer's own URL changes",
      afterwards({ consumers: { acme: { ...acme, url: { key: "https://second" } }, globex } }),
      ["url_changed acme"],
    ],
    ["iss changes", afterwards({ issuer: { ...outputs.issuer, issuer: "https://other" } }), ["issuer_changed"]],
    ["aud changes", afterwards({ issuer: { ...outputs.issuer, audience: "other" } }), ["issuer_changed"]],
    ["a key is deleted", afterwards({ apiKeys: { acme: { k1: "first-key" } } }), ["key_gone acme"]],
    ["a key string changes", afterwards({ apiKeys: { acme: { k1: "first-key", k2: "another" } } }), ["key_gone acme"]],
    [
      "a consumer with everything is removed",
      afterwards({ consumers: { globex }, apiKeys: {} }),
      ["consumer_gone acme"],
    ],
    ["an operation goes", afterwards({}, config()), ["operation_gone"]],
    [
      "an operation demands a token instead",
      afterwards({}, config(method({ apiKeyRequired: false, providerIds: ["own"] }))),
      ["demand_changed"],
    ],
    [
      "an operation demands a token as well",
      afterwards({}, config(method({ providerIds: ["own"] }))),
      ["demand_changed"],
    ],
    ["an operation is opened", afterwards({}, config(method({ apiKeyRequired: false }))), ["demand_changed"]],
  ])("when %s", (_, next, expected) => expect(codes(next)).toEqual(expected));
});
