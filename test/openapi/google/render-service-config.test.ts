import { describe, expect, test } from "vitest";
import { compileDocument } from "../../../openapi/google/compile-document.ts";
import { renderServiceConfig } from "../../../openapi/google/render-service-config.ts";

const operation = (operationId: string, more: object = {}) => ({
  operationId,
  responses: { "200": { description: "OK" } },
  ...more,
});
const document = (more: object) => JSON.stringify({ swagger: "2.0", info: { title: "x", version: "v2" }, ...more });
const render = (more: object) => renderServiceConfig(compileDocument(document(more), "orders.example")) as Config;
type Config = Record<"http" | "authentication" | "usage" | "backend" | "quota", Record<string, object[]>> & {
  apis: object[];
};

const full = {
  basePath: "/v1",
  securityDefinitions: {
    key: { type: "apiKey", in: "header", name: "x-api-key" },
    partner: {
      type: "oauth2",
      flow: "implicit",
      authorizationUrl: "",
      "x-google-issuer": "https://issuer.example",
      "x-google-jwks_uri": "https://issuer.example/jwks",
      "x-google-audiences": "a,b",
      "x-google-jwt-locations": [{ header: "Authorization", value_prefix: "Bearer " }, { query: "t" }],
    },
  },
  "x-google-management": {
    metrics: [{ name: "reads", valueType: "INT64", metricKind: "DELTA" }],
    quota: { limits: [{ name: "l", metric: "reads", unit: "1/min/{project}", values: { STANDARD: 100 } }] },
  },
  paths: {
    "/orders": {
      get: operation("listOrders", {
        security: [{ key: [], partner: [] }],
        "x-google-quota": { metricCosts: { reads: 2 } },
      }),
      head: operation("headOrders", {
        security: [],
        "x-google-backend": { address: "https://b.example", disable_auth: true, deadline: 5, protocol: "h2" },
      }),
    },
  },
};

describe("a service configuration", () => {
  const config = render(full);

  test("names the methods of its API", () =>
    expect(config.apis).toEqual([
      { name: "v2.orders_example", methods: [{ name: "ListOrders" }, { name: "HeadOrders" }] },
    ]));

  test("routes what has no field of its own as custom", () =>
    expect(config.http.rules).toEqual([
      { selector: "v2.orders_example.ListOrders", get: "/v1/orders" },
      { selector: "v2.orders_example.HeadOrders", custom: { kind: "HEAD", path: "/v1/orders" } },
    ]));

  test("demands tokens, and says which calls need no key", () => {
    expect(config.authentication).toEqual({
      rules: [
        { selector: "v2.orders_example.ListOrders", requirements: [{ providerId: "partner" }] },
        { selector: "v2.orders_example.HeadOrders" },
      ],
      providers: [
        {
          id: "partner",
          issuer: "https://issuer.example",
          jwksUri: "https://issuer.example/jwks",
          audiences: "a,b",
          jwtLocations: [{ header: "Authorization", valuePrefix: "Bearer " }, { query: "t" }],
        },
      ],
    });
    expect(config.usage.rules).toEqual([{ selector: "v2.orders_example.HeadOrders", allowUnregisteredCalls: true }]);
  });

  test("sends on to backends", () =>
    expect(config.backend.rules).toEqual([
      {
        selector: "v2.orders_example.HeadOrders",
        address: "https://b.example",
        pathTranslation: "CONSTANT_ADDRESS",
        disableAuth: true,
        deadline: 5,
        protocol: "h2",
      },
    ]));

  test("counts, with whole numbers of 64 bits as texts", () =>
    expect(config.quota).toEqual({
      limits: [{ name: "l", metric: "reads", unit: "1/min/{project}", values: { STANDARD: "100" } }],
      metricRules: [{ selector: "v2.orders_example.ListOrders", metricCosts: { reads: "2" } }],
    }));

  test("leaves out what nobody asked for, and says where preflights pass unchecked", () => {
    const plain = render({
      paths: { "/a": { get: operation("a") } },
      "x-google-endpoints": [{ name: "orders.example", allowCors: true }],
    });
    expect(plain).toEqual({
      apis: [{ name: "v2.orders_example", methods: [{ name: "A" }] }],
      http: { rules: [{ selector: "v2.orders_example.A", get: "/a" }] },
      authentication: { rules: [{ selector: "v2.orders_example.A" }], providers: [] },
      usage: { rules: [{ selector: "v2.orders_example.A", allowUnregisteredCalls: true }] },
      backend: { rules: [] },
      endpoints: [{ allowCors: true }],
    });
  });
});
