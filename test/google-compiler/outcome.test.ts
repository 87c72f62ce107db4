import { expect, it } from "vitest";
import { outcomeOfGoogle } from "./outcome.ts";
import { twinOf } from "./twin.ts";

it("reads a configuration as the gateway does: the last rule for a method counts, defaults are left out", () => {
  const outcome = outcomeOfGoogle({
    http: {
      rules: [
        { selector: "1._.A", get: "/a" },
        { selector: "1._.B", custom: { kind: "HEAD", path: "/b" } },
      ],
    },
    authentication: {
      providers: [{ id: "jwt", issuer: "https://a.example", audiences: " a,, b" }],
      rules: [{ selector: "*", requirements: [{ providerId: "jwt", audiences: "a" }] }, { selector: "1._.B" }],
    },
    usage: { rules: [{ selector: "*", allowUnregisteredCalls: true }, { selector: "1._.B" }] },
    quota: {
      limits: [{ name: "l", metric: "reads", values: { STANDARD: "10" } }],
      metricRules: [{ selector: "1._.A", metricCosts: { reads: "2" } }],
    },
  });
  expect(outcome).toEqual({
    providers: { jwt: { issuer: "https://a.example", jwksUri: "", audiences: ["a", "b"] } },
    methods: {
      "1._.A": {
        http: "GET /a",
        allowUnregisteredCalls: true,
        requirements: [{ provider: "jwt", audiences: ["a"] }],
        metricCosts: { reads: 2 },
      },
      "1._.B": { http: "HEAD /b", allowUnregisteredCalls: false, requirements: [], metricCosts: {} },
    },
    quotaLimits: { l: { metric: "reads", perMinute: 10 } },
    allowCors: false,
  });
});

it("changes nothing in a twin but keys in the header x-api-key", () => {
  const jwt = { type: "oauth2" };
  const other = { type: "apiKey", in: "header", name: "X-Other" };
  const document = { swagger: "2.0", securityDefinitions: { key: { ...other, name: "x-api-key" }, jwt, other } };
  const twin = { ...document, securityDefinitions: { key: { type: "apiKey", in: "query", name: "key" }, jwt, other } };
  expect(JSON.parse(twinOf(JSON.stringify(document)))).toEqual(twin);
  expect(twinOf("{}")).toBe("{}");
});
