import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apiConfigType } from "../../../infra/policy/gateway-document.ts";
import { openOperationsDeclared } from "../../../infra/policy/rules/open-operations-declared.ts";

const schemes = {
  key: { type: "apiKey", name: "x-api-key", in: "header" },
  elsewhere: { type: "apiKey", name: "x-acme-key", in: "header" },
  token: {
    type: "oauth2",
    flow: "implicit",
    authorizationUrl: "",
    "x-google-issuer": "https://id.example",
    "x-google-audiences": "orders",
  },
};

describe("an open operation", () => {
  test.each([
    ["declared", { security: [] }, {}, 0],
    ["declared, under a root that demands a key", { security: [] }, { security: [{ key: [] }] }, 0],
    ["not mentioned", {}, {}, 1],
    ["not mentioned, under a root that demands a key", {}, { security: [{ key: [] }] }, 0],
    ["open by the root's word only", {}, { security: [] }, 1],
    ["with an undefined scheme", { security: [{ nobody: [] }] }, {}, 1],
    ["with a key in the wrong header", { security: [{ elsewhere: [] }] }, {}, 1],
    ["with key OR nothing Google knows", { security: [{ key: [] }, { nobody: [] }] }, {}, 1],
    ["with a key", { security: [{ key: [] }] }, {}, 0],
    ["with a token", { security: [{ token: [] }] }, {}, 0],
  ])("%s", (_, operation, root, violations) => {
    expect(
      check({
        ...root,
        paths: {
          "/orders": { get: { operationId: "list", responses: { "200": { description: "OK" } }, ...operation } },
        },
      }),
    ).toBe(violations);
  });

  test("made up by x-google-allow: all is nobody's word", () => {
    const paths = {
      "/orders": { get: { operationId: "list", responses: { "200": { description: "OK" } }, security: [] } },
    };
    expect(check({ paths, "x-google-allow": "all" })).toBe(1);
  });

  test("is never excused by an operation of another method or a path in another case", () => {
    const paths = {
      "/orders": {
        get: { operationId: "list", responses: { "200": { description: "OK" } } },
        put: { operationId: "replace", security: [], responses: { "200": { description: "OK" } } },
      },
      "/Orders": { get: { operationId: "other", security: [], responses: { "200": { description: "OK" } } } },
    };
    expect(check({ paths })).toBe(1);
  });

  test("is let pass only where its own security is an empty list", () => {
    const requirement = fc.dictionary(fc.constantFrom("key", "elsewhere", "nobody"), fc.constant([]), { maxKeys: 2 });
    const security = fc.uniqueArray(requirement, {
      selector: (one) => JSON.stringify(Object.keys(one).sort()),
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.option(security, { nil: undefined }), (own) => {
        const paths = {
          "/orders": { get: { operationId: "list", responses: { "200": { description: "OK" } }, security: own } },
        };
        // Google drops empty alternatives, and a key counts only where every other one demands it.
        const named = (own ?? []).filter((one) => Object.keys(one).length > 0);
        const demanded = named.length > 0 && named.every((one) => "key" in one);
        expect(check({ paths })).toBe(demanded || own?.length === 0 ? 0 : 1);
      }),
    );
  });
});

function check(parts: Record<string, unknown>): number {
  const info = { title: "orders", version: "1" };
  const text = JSON.stringify({ swagger: "2.0", info, securityDefinitions: schemes, ...parts });
  const inputs = { openapiDocuments: [{ document: { contents: Buffer.from(text).toString("base64") } }] };
  const subject = { urn: "urn", type: apiConfigType, name: "main-config", inputs, protect: false };
  return [...openOperationsDeclared.check(subject, {})].length;
}
