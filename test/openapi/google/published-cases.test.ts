import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compileDocument } from "../../../openapi/google/compile-document.ts";
import type { Backend, ServiceConfig } from "../../../openapi/google/service-config.ts";

const folder = fileURLToPath(new URL("../../../../shared/cases/", import.meta.url));
const here = existsSync(folder);
// biome-ignore lint/suspicious/noExplicitAny: rows of several shapes, checked by the expectations.
type Rows = Record<string, any[]>;
const load = (name: string): Rows => (here ? JSON.parse(readFileSync(`${folder}${name}`, "utf8")) : {});

const security = load("security-compile-cases.json");
const backends = load("backend-cases.json");

interface CaseOperation {
  readonly operation: string;
  readonly operationId?: string;
  readonly security?: unknown;
  readonly "x-security"?: unknown;
}

/** `"<absent>"` and the like stand for a field that is not there. */
const field = (name: string, value: unknown) =>
  value === undefined || value === null || value === "<absent>" ? {} : { [name]: value };

function compileCase(root: object, operations: readonly (CaseOperation & object)[]): ServiceConfig {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [
    index,
    { operation, operationId = `operation${index}`, security: own, ...rest },
  ] of operations.entries()) {
    const [method = "", path = ""] = operation.split(" ");
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      operationId,
      parameters: [...path.matchAll(/\{(\w+)/g)].map(([, name]) => ({
        name,
        in: "path",
        required: true,
        type: "string",
      })),
      responses: { "200": { description: "OK" } },
      ...field("security", own),
      ...field("x-security", rest["x-security"]),
      ...("backend" in rest && field("x-google-backend", rest.backend)),
    };
  }
  return compileDocument(JSON.stringify({ swagger: "2.0", info: { title: "a", version: "1" }, paths, ...root }));
}

const requirementsOf = (config: ServiceConfig, index: number) => {
  const method = config.methods[index];
  return method?.providerIds.map((id) => {
    const audiences = method.audiencesHere?.[id] ?? config.providers.find((provider) => provider.id === id)?.audiences;
    return { id, audiences: (audiences ?? []).join(",") };
  });
};

it.skipIf(!here)("reads published cases of every kind", () => {
  for (const kind of ["extracted", "extracted_errors", "derived", "extracted_production"]) {
    expect(security[kind]?.length, kind).toBeGreaterThan(0);
  }
  expect(backends.production_backend_rules?.length).toBeGreaterThan(0);
});

describe.skipIf(!here)("cases of the public compiler", () => {
  it.each(security.extracted ?? [])("$name", (row) => {
    const config = compileCase(row.openapi, row.operations);
    for (const [index, operation] of row.operations.entries()) {
      expect(config.methods[index]?.apiKeyRequired, operation.operation).toBe(!operation.allow_unregistered_calls);
      const expected = operation.jwt_requirements.map((requirement: { provider: string; audiences?: string }) => ({
        id: requirement.provider,
        audiences: requirement.audiences ?? "",
      }));
      expect(requirementsOf(config, index), operation.operation).toEqual(expected);
    }
    const providers = row.providers.map(({ id, issuer, jwks_uri }: Record<string, string>) => ({
      id,
      issuer: issuer ?? "",
      jwksUri: jwks_uri,
    }));
    expect(config.providers.map(({ id, issuer, jwksUri }) => ({ id, issuer, jwksUri }))).toEqual(providers);
  });

  it.each(security.extracted_errors ?? [])("$name is refused", (row) => {
    const operations = Object.entries(row.operations as Record<string, object>).map(([operation, rest]) => ({
      operation,
      ...rest,
    }));
    expect(() => compileCase(row.openapi, operations)).toThrow(expect.objectContaining({ name: "GoogleCompileError" }));
  });

  it.each(security.derived ?? [])("$name", (row) => {
    const root = {
      securityDefinitions: security.securityDefinitions_of_derived_cases,
      ...field("security", row.top_level_security),
    };
    const run = () => compileCase(root, [{ operation: "GET /a", security: row.operation_security }]);
    if (row.compile_error) {
      expect(run).toThrow(expect.objectContaining({ name: "GoogleCompileError" }));
      return;
    }
    // The public compiler is older than the `x-api-key` header scheme, which today's docs accept.
    const demandsKey = row.production_effect
      ? /^key/.test(row.production_effect)
      : !row.public_compiler.allow_unregistered_calls;
    expect(run().methods[0]).toMatchObject({
      apiKeyRequired: demandsKey,
      providerIds: row.public_compiler.jwt_any_of,
    });
  });
});

describe.skipIf(!here)("outputs of the production compiler", () => {
  it.each(security.extracted_production ?? [])("$example, $operation", (row) => {
    const root = {
      ...field("securityDefinitions", row.securityDefinitions),
      ...field("security", row.top_level_security),
    };
    const config = compileCase(root, [{ operation: row.operation, security: row.security }]);
    const rules = row.auth_rule === "<none>" ? [] : row.auth_rule;
    expect(config.methods[0]?.apiKeyRequired).toBe(!row.allow_unregistered_calls);
    expect(requirementsOf(config, 0)).toEqual(
      rules.map((rule: { providerId: string; audiences?: string }) => ({
        id: rule.providerId,
        audiences: rule.audiences ?? "",
      })),
    );
  });

  it.each(backends.production_backend_rules ?? [])("backend of $example, $operation", (row) => {
    const unlisted = row.operation.includes("x-google-allow");
    const [method, path] = row.operation.split(" ");
    const root = { ...field("x-google-backend", row.top_level), ...(unlisted && { "x-google-allow": "all" }) };
    const operation = { operation: unlisted ? "GET /other" : `${method} ${path}`, backend: row.operation_level };
    const compiled = compileCase(root, [operation]).methods.find(
      ({ httpMethod, pathTemplate }) => httpMethod === method && pathTemplate === path,
    );
    expect(asRule(compiled?.backend, row.backend_rule)).toEqual(row.backend_rule);
  });
});

/** A backend in the shape of the recorded rules, which leave defaults out. */
function asRule(backend: Backend | undefined, recorded: Record<string, unknown>): object {
  if (!backend) return {};
  return {
    ...(backend.address && { address: backend.address, pathTranslation: backend.pathTranslation }),
    ...(backend.jwtAudience && { jwtAudience: backend.jwtAudience }),
    ...(backend.disableAuth && { disableAuth: true }),
    ...(("deadline" in recorded || backend.deadlineSeconds !== 15) && { deadline: backend.deadlineSeconds }),
    ...(("protocol" in recorded || backend.protocol !== "http/1.1") && { protocol: backend.protocol }),
  };
}
