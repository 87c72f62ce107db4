import type { Generation } from "./version.ts";

/** Kinds of places that hold extensions. */
export type Holder = "root" | "server" | "path" | "operation" | "parameter" | "scheme" | "backend";

/** One extension of Google's. */
export interface GoogleExtension {
  /** Where it is read. */
  readonly on: readonly Holder[];
  /** OpenAPI version whose spelling it is; absent: both. */
  readonly generation?: Generation;
  /** What the other version has for it. */
  readonly instead?: string;
  /** What Google does with it, where gateway documents of ours go without. */
  readonly ignored?: string;
  /** Why a description that holds it cannot be deployed by us. */
  readonly unsupported?: string;
  /** Its fields, where it is a mapping. */
  readonly fields?: readonly string[];
}

const backendFields = [
  ...["address", "jwt_audience", "jwtAudience", "disable_auth", "disableAuth"],
  ...["path_translation", "pathTranslation", "deadline", "protocol"],
];

/** Every extension Google documents for API Gateway. @see google-facts §1, §2 */
export const googleExtensions: ReadonlyMap<string, GoogleExtension> = new Map(
  Object.entries<GoogleExtension>({
    "x-google-allow": { on: ["root"] },
    "x-google-backend": { on: ["root", "path", "operation"], fields: backendFields },
    "x-google-management": {
      on: ["root"],
      generation: 2,
      instead: "x-google-api-management",
      fields: ["metrics", "quota"],
    },
    "x-google-api-management": {
      on: ["root"],
      generation: 3,
      instead: "x-google-management",
      fields: ["metrics", "quota", "backends", "apiName", "allowCors", "ai", "mcp"],
    },
    "x-google-quota": { on: ["operation"], fields: ["metricCosts"] },
    "x-google-issuer": { on: ["scheme"], generation: 2, instead: "x-google-auth.issuer" },
    "x-google-jwks_uri": { on: ["scheme"], generation: 2, instead: "x-google-auth.jwksUri" },
    "x-google-audiences": { on: ["scheme"], generation: 2, instead: "x-google-auth.audiences" },
    "x-google-jwt-locations": { on: ["scheme"], generation: 2, instead: "x-google-auth.jwtLocations" },
    "x-google-auth": {
      on: ["scheme"],
      generation: 3,
      instead: "x-google-issuer",
      fields: ["issuer", "jwksUri", "audiences", "jwtLocations"],
    },
    "x-google-parameter": { on: ["parameter"], generation: 3, instead: "{name=**}", fields: ["pattern"] },
    "x-google-endpoint": { on: ["server"], fields: ["allowCors"] },
    "x-google-endpoints": { on: ["root"], ignored: "takes host and address of an Endpoints proxy from it" },
    "x-google-api-name": { on: ["root"], ignored: "begins the names of methods in its logs with it" },
    "x-google-deprecated": { on: ["operation"], ignored: "marks the method as deprecated" },
    "x-google-experimental-authorization": { on: ["root"], unsupported: "it asks another service whether to let in" },
    "x-google-mcp-tool": { on: ["operation"], unsupported: "it makes the operation a tool of an MCP server" },
    "x-google-model-router": { on: ["operation"], unsupported: "it routes by the model a request names" },
  }),
);

/** Entries of `x-google-api-management` that work like extensions of their own. */
export const managementEntries: Readonly<Record<string, Pick<GoogleExtension, "ignored" | "unsupported">>> = {
  apiName: { ignored: "begins the names of methods in its logs with it" },
  ai: { unsupported: "it routes by the model a request names" },
  mcp: { unsupported: "it makes an MCP server, whose list of tools is open to everyone by default" },
};

/** Fields that mean the same in the two versions. */
export const sameFields: readonly (readonly [string, string])[] = [
  ["jwt_audience", "jwtAudience"],
  ["disable_auth", "disableAuth"],
  ["path_translation", "pathTranslation"],
  ["value_prefix", "valuePrefix"],
];
