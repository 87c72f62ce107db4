import { describe, expect, it } from "vitest";
import { codes, compileText } from "../settings.ts";

const rest = `
info: {title: a, version: b}
security: [{key: []}]
securityDefinitions: {key: {type: apiKey, in: header, name: x-api-key}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: x-api-key}}}
paths: {/a: {get: {operationId: a}}}
`;

describe("versions", () => {
  it.each(['swagger: "2.0"', "swagger: 2.0", "openapi: 3.0.0", "openapi: 3.0.4", "openapi: 3.1.0", 'openapi: "3.1"'])(
    "%s is read",
    (version) => {
      expect(codes(compileText(version + rest), "warning")).toEqual([]);
    },
  );

  it.each([
    ["swagger: 1.2", "`swagger: 1.2`"],
    ["swagger: 3.0.0", "`swagger: 3.0.0`"],
    ["openapi: 2.0", "`openapi: 2`"],
    ["openapi: 3.2.0", "`openapi: 3.2.0`"],
    ["openapi: 30.1", "`openapi: 30.1`"],
    ["openapi: [3.0.0]", "`openapi: …`"],
    ["openapi: 3.0.0\nswagger: 2.0", "`openapi: 3.0.0`"],
    ["asyncapi: 2.6.0", "neither `openapi` nor `swagger` at its root"],
  ])("%s is refused and shown as %s", (version, seen) => {
    expect(compileText(version + rest).findings).toMatchObject([{ code: "unknown_version" }]);
    expect(compileText(version + rest).findings[0]?.message).toContain(seen);
  });
});

describe("extensions of ours", () => {
  it.each([
    ["at the root", `openapi: 3.0.0\nx-latchkey-public: true${rest}`],
    ["on a path", `openapi: 3.0.0${rest.replace("{get:", "{x-latchkey-public: true, get:")}`],
    ["on an operation", `openapi: 3.0.0${rest.replace("operationId: a", "x-latchkey-catch-all: true")}`],
    ["on a scheme", `openapi: 3.0.0${rest.replaceAll("{key: {", "{key: {x-latchkey-public: true, ")}`],
  ])("are refused %s where they mean nothing", (_, text) => {
    expect(compileText(text).findings.map(({ code }) => code)).toContain("unknown_extension");
  });

  it("of others are left alone", () => {
    const text = `openapi: 3.0.0\nx-logo: {url: a}${rest.replace("operationId: a", "operationId: a, x-codeSamples: []")}`;
    expect(codes(compileText(text), "warning")).toEqual([]);
  });
});
