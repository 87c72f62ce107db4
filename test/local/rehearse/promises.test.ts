import { describe, expect, test } from "vitest";
import { brokenPromises, type Promises } from "../../../local/rehearse/promises.ts";
import type { StackOutputs } from "../../../local/stack-outputs.ts";
import type { Method, ServiceConfig } from "../../../openapi/google/service-config.ts";

const outputs = {
  gatewayUrl: "https://main.gateway.dev",
  doors: { main: { url: "https://main.gateway.dev" }, second: { url: "https://second.gateway.dev" } },
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
      url: { token: "https://second.gateway.dev" },
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
  const locations = [{ header: "Authorization", valuePrefix: "Bearer " }];
  const provider = (id: string, issuer: string) => ({ id, issuer, audiences: ["orders"], locations });
  return {
    providers: [provider("own", "https://issuer.example"), provider("renamed", "https://issuer.example")],
    methods,
    allowCors: false,
    quotaLimits: [],
  };
}

const token = { apiKeyRequired: false, providerIds: ["own"] };
const [main, second] = [config(method({})), config(method(token))];
const before: Promises = { outputs, doors: { main, second } };
const afterwards = (changed: object, doors: Partial<Promises["doors"]> = {}): Promises => ({
  outputs: { ...outputs, ...changed },
  doors: { main, second, ...doors } as Promises["doors"],
});
const codes = (next: Promises, from = before) =>
  brokenPromises(from, next).map(({ code, consumer }) => (consumer ? `${code} ${consumer}` : code));

describe("a promise is kept", () => {
  test("when nothing changes", () => expect(codes(before)).toEqual([]));
  test("when a consumer, a key or an operation is added", () => {
    const consumers = { ...outputs.consumers, hooli: outputs.consumers.acme };
    expect(codes(afterwards({ consumers }, { main: config(method({}), method({ httpMethod: "POST" })) }))).toEqual([]);
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
    const renamed = config(method({ apiKeyRequired: false, providerIds: ["renamed"] }));
    expect(codes(afterwards({}, { second: renamed }))).toEqual([]);
  });
  test("when a door changes that nobody was given", () => {
    const { acme } = outputs.consumers;
    const from = { ...before, outputs: { ...outputs, consumers: { acme } } } as Promises;
    expect(brokenPromises(from, { ...from, doors: { main } })).toEqual([]);
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
    [
      "iss changes",
      afterwards(
        { issuer: { ...outputs.issuer, issuer: "https://other" } },
        {
          second: {
            ...second,
            providers: second.providers.map((provider) => ({ ...provider, issuer: "https://other" })),
          },
        },
      ),
      ["issuer_changed"],
    ],
    ["aud changes", afterwards({ issuer: { ...outputs.issuer, audience: "other" } }), ["issuer_changed"]],
    ["a key is deleted", afterwards({ apiKeys: { acme: { k1: "first-key" } } }), ["key_gone acme"]],
    ["a key string changes", afterwards({ apiKeys: { acme: { k1: "first-key", k2: "another" } } }), ["key_gone acme"]],
    [
      "a consumer with everything is removed",
      afterwards({ consumers: { globex }, apiKeys: {} }),
      ["consumer_gone acme"],
    ],
    ["an operation goes", afterwards({}, { main: config() }), ["operation_gone"]],
    ["an operation demands a token instead", afterwards({}, { main: config(method(token)) }), ["demand_changed"]],
    [
      "an operation demands a token as well",
      afterwards({}, { main: config(method({ providerIds: ["own"] })) }),
      ["demand_changed"],
    ],
    ["an operation is opened", afterwards({}, { main: config(method({ apiKeyRequired: false })) }), ["demand_changed"]],
    [
      "an operation goes at the second URL, which a consumer holds",
      afterwards({}, { second: config() }),
      ["operation_gone"],
    ],
    ["an operation demands a key at the second URL", afterwards({}, { second: main }), ["demand_changed"]],
  ])("when %s", (_, next, expected) => expect(codes(next)).toEqual(expected));

  test("when an operation demands another issuer's tokens for another audience", () => {
    const demanding = (audience: string) => {
      const of = { id: "own", issuer: "https://partner.example", audiences: [audience] };
      return { second: { ...second, providers: second.providers.map((provider) => ({ ...provider, ...of })) } };
    };
    expect(codes(afterwards({}, demanding("others")), afterwards({}, demanding("orders")))).toEqual(["demand_changed"]);
  });

  test("when a kid is bound to another signing key", () => {
    const tokens = globex?.tokens.map((generation) => ({ ...generation, signingKey: "two" }));
    expect(codes(afterwards({ consumers: { acme, globex: { ...globex, tokens } } }))).toEqual(["kid_gone globex"]);
  });
});

describe("a request", () => {
  test("that another operation takes over is served, under what that demands", () => {
    const all = (more: Partial<Method>) => method({ pathTemplate: "/{path=**}", ...more });
    const from = afterwards({}, { main: config(method({}), all({})) });
    expect(codes(afterwards({}, { main: config(all({})) }), from)).toEqual([]);
    const open = afterwards({}, { main: config(method({}), all({ apiKeyRequired: false })) });
    expect(codes(afterwards({}, { main: config(all({ apiKeyRequired: false })) }), open)).toEqual(["demand_changed"]);
  });
});
