import { describe, expect, test } from "vitest";
import { changeCodes, effects } from "../../../local/diff/change.ts";
import { devConfig } from "../../fixtures/project.ts";
import { compare, key, names, own, partner, plan, type Routes, type Side, secured, usual } from "./stacks.ts";

const { acme, globex } = devConfig["latchkey:consumers"];
const consumers = (map: object): Side => ({ config: { "latchkey:consumers": map } });
const routes = (changed: Routes): Side => ({ routes: { ...usual, ...changed } });
const without = (route: string): Side => ({
  routes: Object.fromEntries(Object.entries(usual).filter(([name]) => name !== route)),
});
const config = (values: Readonly<Record<string, unknown>>): Side => ({ config: values });
const backend = (fields: object): object => ({ ...secured([key]), "x-google-backend": fields });
const quota = (perMinute: number, cost: number): Side => ({
  routes: { ...usual, "GET /keys": { ...secured([key]), "x-google-quota": { metricCosts: { reads: cost } } } },
  extras: {
    "x-google-api-management": {
      metrics: { reads: { displayName: "Reads" } },
      quota: { limits: { perMinute: { metric: "reads", values: perMinute } } },
    },
  },
});

test("a stack is equal to itself", () => {
  expect(compare({}, {})).toEqual({ changes: [], idle: [] });
});

describe("policies", () => {
  test.each<[string, Side, Side, string[]]>([
    [
      "takes a token where it took a key",
      {},
      routes({ "GET /keys": [own] }),
      ["policy_weaker GET /keys", "access_lost GET /keys"],
    ],
    [
      "takes a key or a token where it took a key",
      {},
      routes({ "GET /keys": [key, own] }),
      ["policy_weaker GET /keys", "demand_changed GET /keys"],
    ],
    ["takes a key only where it took either", {}, routes({ "GET /either": [key] }), ["access_lost GET /either"]],
    ["demands a token as well", {}, routes({ "GET /keys": [{ ...key, ...own }] }), ["access_lost GET /keys"]],
    [
      "demands a key no longer",
      routes({ "GET /keys": [{ ...key, ...own }] }),
      routes({ "GET /keys": [own] }),
      ["policy_weaker GET /keys"],
    ],
    ["becomes open, which the description has to say", {}, routes({ "GET /keys": [] }), ["(policy_weaker GET /keys)"]],
    ["is open no longer", routes({ "GET /keys": [] }), {}, ["access_lost GET /keys"]],
    ["takes another issuer's tokens", {}, routes({ "GET /tokens": [own, partner] }), ["policy_weaker GET /tokens"]],
    [
      "takes another issuer's tokens no longer",
      routes({ "GET /tokens": [own, partner] }),
      {},
      ["access_lost GET /tokens"],
    ],
  ])("an operation %s", (_, before, after, expected) => expect(names(before, after)).toEqual(expected));

  test("nobody loses what nobody holds", () => {
    const nobody = consumers({ acme });
    expect(names(nobody, { ...nobody, ...without("GET /tokens") })).toEqual(["policy_stricter GET /tokens"]);
    const keyless = { config: { "latchkey:consumers": { globex } }, routes: { "GET /x": [key] } };
    expect(names(keyless, { ...keyless, routes: { "GET /x": [{ ...key, ...own }] } })).toEqual([
      "policy_stricter GET /x",
    ]);
  });

  test("it is told who notices, and at which door", () => {
    const { changes } = compare({}, routes({ "GET /either": [key] }));
    expect(changes).toMatchObject([
      {
        what: "now refuses a token of this stack at second",
        consumers: ["globex"],
        at: { side: "after", place: { file: "openapi/api.yaml" } },
      },
    ]);
    expect(compare({}, routes({ "GET /keys": [] })).changes[0]).toMatchObject({
      what: "now takes no credentials at main and second",
      consumers: ["everybody"],
      accepted: { by: "x-latchkey-public" },
    });
  });
});

test("a variable that is called otherwise hides nothing", () => {
  const { changes } = compare({ routes: { "GET /a/{x}": [key] } }, { routes: { "GET /a/{y}": [{ ...key, ...own }] } });
  expect(changes[0]).toMatchObject({ code: "access_lost", what: "now refuses an API key at main and second" });
});

describe("URLs", () => {
  test.each<[string, Side, Side, string[]]>([
    ["mainDoor", {}, config({ "latchkey:mainDoor": "token" }), ["access_moved GET /either"]],
    [
      "the region",
      {},
      config({ "gcp:region": "us-east1" }),
      ["url_changed main", "url_changed second", "backend_changed every operation"],
    ],
    [
      "the name",
      config({ "latchkey:name": "orders" }),
      config({ "latchkey:name": "bills" }),
      ["issuer_changed audience", "url_changed main", "url_changed second", "backend_changed every operation"],
    ],
    [
      "the audience, which no token of external issuers carries",
      {},
      config({ "latchkey:issuer": { audience: "new" } }),
      ["issuer_changed audience"],
    ],
  ])("change with %s", (_, before, after, expected) => expect(names(before, after)).toEqual(expected));

  test("move from one door to the other, and it is told where to", () => {
    expect(compare({}, config({ "latchkey:mainDoor": "token" })).changes).toMatchObject([
      {
        effect: "moved",
        what: "no longer takes an API key at main, only at second; a token of this stack at second, only at main",
        consumers: ["acme", "globex"],
      },
    ]);
  });
});

describe("doors", () => {
  const one = { routes: { "GET /keys": [key], "GET /tokens": [own] }, config: { "latchkey:doors": ["main"] } };
  const two = { ...one, config: {} };
  const retiring = { ...one, config: { "latchkey:retiringDoors": ["second"] } };
  test.each<[string, Side, Side, string[]]>([
    ["comes", one, two, ["door_added second"]],
    ["is announced to go", two, retiring, ["door_retiring second"]],
    ["goes as announced", retiring, one, ["(door_removed second)"]],
    ["goes without a word", two, one, ["door_removed second"]],
  ])("one %s", (_, before, after, expected) => expect(names(before, after)).toEqual(expected));
});

describe("operations", () => {
  test.each<[string, Side, Side, string[]]>([
    ["comes", {}, routes({ "POST /keys": [key] }), ["operation_added POST /keys"]],
    ["goes", {}, without("GET /keys"), ["operation_removed GET /keys"]],
    [
      "is called otherwise",
      {},
      routes({ "GET /keys": { ...secured([key]), operationId: "listKeys" } }),
      ["operation_renamed GET /keys"],
    ],
    [
      "takes requests of a stricter one",
      routes({ "GET /{rest=**}": [{ ...key, ...own }] }),
      routes({ "GET /{rest=**}": [{ ...key, ...own }], "GET /new": [key] }),
      ["policy_weaker GET /new", "operation_added GET /new"],
    ],
    [
      "takes requests of a stricter one, and is marked as public",
      routes({ "GET /{rest=**}": [key] }),
      routes({ "GET /{rest=**}": [key], "GET /new": [] }),
      ["(policy_weaker GET /new)", "operation_added GET /new"],
    ],
    [
      "goes and leaves its requests to an open one that was there",
      routes({ "GET /{rest=**}": [] }),
      { routes: { ...without("GET /keys").routes, "GET /{rest=**}": [] } },
      ["policy_weaker GET /{rest=**}", "route_changed GET /keys"],
    ],
    [
      "goes and leaves its requests to one that takes the same",
      routes({ "GET /{rest=**}": [key] }),
      { routes: { ...without("GET /keys").routes, "GET /{rest=**}": [key] } },
      ["route_changed GET /keys"],
    ],
  ])("one %s", (_, before, after, expected) => expect(names(before, after)).toEqual(expected));

  test("it is told from which operation requests are taken", () => {
    const before = routes({ "GET /{rest=**}": [key] });
    const { changes } = compare(before, routes({ "GET /{rest=**}": [key], "GET /new": [key] }));
    expect(changes).toMatchObject([
      { what: "is new, as get_new; takes over from GET /{rest=**}, e.g. GET /new", consumers: ["acme"] },
    ]);
  });
});

describe("backends and quotas", () => {
  const elsewhere = { address: "https://other.example", path_translation: "APPEND_PATH_TO_ADDRESS" };
  test.each<[string, Side, Side, string[]]>([
    ["one operation goes elsewhere", {}, routes({ "GET /keys": backend(elsewhere) }), ["backend_changed GET /keys"]],
    [
      "one operation may take longer",
      {},
      routes({ "GET /keys": backend({ deadline: 30 }) }),
      ["backend_changed GET /keys"],
    ],
    [
      "every operation may take longer",
      {},
      config({ "latchkey:deadlineSeconds": 30 }),
      ["backend_changed every operation"],
    ],
    ["a limit changes", quota(10, 1), quota(20, 1), ["quota_changed limit perMinute"]],
    ["a cost changes", quota(10, 1), quota(10, 2), ["quota_changed GET /keys"]],
  ])("%s", (_, before, after, expected) => expect(names(before, after)).toEqual(expected));
});

describe("credentials", () => {
  test.each<[string, Side, Side, string[]]>([
    [
      "a consumer is new",
      {},
      consumers({ acme, globex, hooli: { keys: [{ id: "k1" }] } }),
      ["consumer_added hooli", "credential_added hooli k1"],
    ],
    ["a consumer goes", {}, consumers({ globex }), ["consumer_removed acme"]],
    [
      "a key is replaced",
      {},
      consumers({ acme: { keys: [{ id: "k2" }] }, globex }),
      ["credential_lost acme k1", "credential_added acme k2"],
    ],
    [
      "keys become signed",
      { routes: { "GET /keys": [key] } },
      {
        routes: { "GET /keys": [key] },
        config: {
          "latchkey:apiKeys": "signed",
          "latchkey:signedKeysAreLogged": "accepted",
          "latchkey:consumers": { globex },
        },
      },
      ["policy_weaker GET /keys", "consumer_removed acme", "key_kind_changed signed", "lifetime_changed globex"],
    ],
    [
      "somebody may sign",
      {},
      config({ "latchkey:minters": ["group:ops@example.com"] }),
      ["minter_added group:ops@example.com"],
    ],
    [
      "somebody may sign no longer",
      config({ "latchkey:minters": ["group:ops@example.com"] }),
      {},
      ["minter_removed group:ops@example.com"],
    ],
    [
      "somebody may read the logs",
      {},
      config({ "latchkey:requestLogs": { readers: ["group:ops@example.com"] } }),
      ["log_reader_added group:ops@example.com"],
    ],
  ])("when %s", (_, before, after, expected) => expect(names(before, after)).toEqual(expected));

  test("it is told what a credential is good for", () => {
    const { changes } = compare(
      {},
      consumers({
        acme: { ...acme, tokens: [{ kid: "aaaaaaaaaaaaaaaaaaaaaa", signingKey: "one", state: "active" }] },
        globex,
      }),
    );
    expect(changes).toMatchObject([{ code: "credential_added", operations: ["GET /either", "GET /tokens"] }]);
    expect(compare({}, consumers({ acme: { keys: [...acme.keys, { id: "k2" }] }, globex })).changes).toMatchObject([
      { operations: ["GET /either", "GET /keys"] },
    ]);
  });
});

test("an issuer whose keys are fetched from elsewhere lets others sign", () => {
  const jwks = (jwksUri: string): Side => ({
    routes: { "GET /a": [partner] },
    config: { "latchkey:consumers": {} },
    extras: {
      components: {
        securitySchemes: {
          partner: {
            type: "oauth2",
            flows: { implicit: { authorizationUrl: "", scopes: {} } },
            "x-google-auth": { issuer: "https://partner.example", jwksUri, audiences: ["orders"] },
          },
        },
      },
    },
  });
  expect(names(jwks("https://partner.example/jwks"), jwks("https://elsewhere.example/jwks"))).toEqual([
    "key_set_moved https://partner.example",
  ]);
});

test("so does an own key set that is hosted elsewhere", () => {
  const { issuer } = plan().settings.issuer;
  const hosted = { host: "url", issuer, jwksUri: "https://id.example/jwks.json" };
  const { changes } = compare({}, config({ "latchkey:issuer": hosted }));
  expect(changes).toMatchObject([
    { code: "key_set_moved", subject: issuer, at: { setting: "latchkey:issuer.jwksUri" } },
  ]);
});

test("changes come the gravest first", () => {
  const { changes } = compare(
    {},
    { ...routes({ "GET /keys": [own], "POST /new": [key] }), config: { "latchkey:mainDoor": "token" } },
  );
  const ranks = changes.map(({ effect }) => effects.indexOf(effect));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  expect(new Set(changes.map(({ effect }) => effect))).toEqual(new Set(["weaker", "lost", "moved", "gained"]));
});

test.each(Object.entries(changeCodes))("%s has a title", (code, { title, effect }) => {
  expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  expect(title.length).toBeGreaterThan(10);
  expect(effects).toContain(effect);
});
