import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { pathsOf, randomOperations } from "../random-description.ts";
import { codes, compileText, described, external } from "../settings.ts";

const swaggerSchemes = {
  key: { type: "apiKey", in: "header", name: "x-api-key" },
  own: { type: "oauth2", flow: "implicit", authorizationUrl: "", "x-latchkey-issuer": "own" },
  partner: external("https://partner.example/"),
  staff: external("https://staff.example/"),
};

describe("a gateway document", () => {
  it("is written to the byte like this", () => {
    const paths = {
      "/orders/{orderId}": {
        delete: { operationId: "deleteOrder", security: [{ key: [], own: [] }] },
        get: { operationId: "getOrder", security: [{ key: [] }, { own: [] }] },
      },
      "/health": { get: { operationId: "getHealth", security: [], "x-latchkey-public": true } },
    };
    const backend = `"x-google-backend": {
          "address": "https://orders-123456789012.europe-west1.run.app",
          "jwt_audience": "https://orders-123456789012.europe-west1.run.app",
          "path_translation": "APPEND_PATH_TO_ADDRESS",
          "deadline": 15,
          "protocol": "http/1.1"
        },
        "responses": {
          "200": {
            "description": "OK"
          }
        }`;
    const parameters = `"parameters": [
          {
            "name": "orderId",
            "in": "path",
            "required": true,
            "type": "string"
          }
        ],`;
    expect(compileText(described(paths)).documents.main).toBe(`{
  "swagger": "2.0",
  "info": {
    "title": "Orders",
    "version": "1.0.0"
  },
  "schemes": [
    "https"
  ],
  "securityDefinitions": {
    "key": {
      "type": "apiKey",
      "name": "x-api-key",
      "in": "header"
    },
    "own": {
      "type": "oauth2",
      "flow": "implicit",
      "authorizationUrl": "",
      "x-google-issuer": "https://issuer.example/own",
      "x-google-jwks_uri": "https://storage.googleapis.com/latchkey-0123456789abcdef/jwks.json",
      "x-google-audiences": "orders-api",
      "x-google-jwt-locations": [
        {
          "header": "Authorization",
          "value_prefix": "Bearer "
        }
      ]
    }
  },
  "paths": {
    "/health": {
      "get": {
        "operationId": "getHealth",
        "security": [],
        ${backend}
      }
    },
    "/orders/{orderId}": {
      "get": {
        "operationId": "getOrder",
        ${parameters}
        "security": [
          {
            "key": []
          }
        ],
        ${backend}
      },
      "delete": {
        "operationId": "deleteOrder",
        ${parameters}
        "security": [
          {
            "key": [],
            "own": []
          }
        ],
        ${backend}
      }
    }
  }
}
`);
  });

  it("is the same whether the description is OpenAPI 3.0, 3.1 or Swagger 2.0, JSON or YAML", () => {
    fc.assert(
      fc.property(randomOperations, (operations) => {
        const paths = pathsOf(operations);
        const recent = described(paths);
        const swagger = JSON.stringify({
          swagger: "2.0",
          info: { title: "Orders", version: "1.0.0" },
          securityDefinitions: swaggerSchemes,
          paths,
        });
        const { documents } = compileText(recent);
        expect(Object.keys(documents)).toEqual(["main", "second"]);
        expect(compileText(recent.replace('"3.0.4"', '"3.1.0"')).documents).toEqual(documents);
        expect(compileText(swagger).documents).toEqual(documents);
        expect(compileText(stringify(JSON.parse(recent), { aliasDuplicateObjects: false })).documents).toEqual(
          documents,
        );
      }),
      { numRuns: 25 },
    );
  });

  it("does not depend on the order of alternatives", () => {
    const document = (security: object[]) => compileText(described({ "/a": { get: { security } } })).documents;
    const alternatives = [{ staff: [] }, { own: [] }, { key: [], partner: [] }];
    expect(document(alternatives.toReversed())).toEqual(document(alternatives));
  });

  it("changes with what the stack says and the description does not", () => {
    const text = described({ "/a": { get: { security: [{ own: [] }] } } });
    const { documents } = compileText(text);
    const backend = { address: "https://b.example", audience: "b", deadlineSeconds: 30, protocol: "h2" as const };
    const changed = compileText(text, { backend });
    expect(codes(changed)).toEqual([]);
    expect(changed.documents.main).not.toBe(documents.main);
    expect(JSON.parse(changed.documents.main ?? "").paths["/a"].get["x-google-backend"]).toEqual({
      address: "https://b.example",
      jwt_audience: "b",
      path_translation: "APPEND_PATH_TO_ADDRESS",
      deadline: 30,
      protocol: "h2",
    });
  });

  it("is withheld when the issuer's audience would not survive Google's splitting at commas", () => {
    const text = described({ "/a": { get: { security: [{ own: [] }] } } });
    const issuer = { issuer: "https://i.example", jwksUri: "https://i.example/j", audience: "a,b" };
    const compilation = compileText(text, { issuer });
    expect(codes(compilation)).toEqual(["proof_wider"]);
    expect(compilation.documents).toEqual({});
  });
});
