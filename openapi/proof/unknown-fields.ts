import { documentVersion } from "../document/document-version.ts";
import { entriesOf, fieldOf, isObject, itemsOf } from "../google/json.ts";

/** Everything a gateway document of ours may say. What stands elsewhere the proof would not understand. */
const known = {
  root: ["swagger", "info", "schemes", "x-google-management", "securityDefinitions", "paths"],
  info: ["title", "version"],
  pathItem: ["get", "head", "post", "put", "patch", "delete", "options"],
  operation: [...["operationId", "parameters", "security", "x-google-backend", "x-google-quota", "responses"]],
  parameter: ["name", "in", "required", "type"],
  backend: ["address", "jwt_audience", "path_translation", "deadline", "protocol"],
  apiKey: ["type", "name", "in"],
  oauth2: [
    ...["type", "flow", "authorizationUrl"],
    ...["x-google-issuer", "x-google-jwks_uri", "x-google-audiences", "x-google-jwt-locations"],
  ],
} as const;

/**
 * Looks for anything in a gateway document that our own compiler never writes, and for a digest of revoked kids that is not the stack's.
 *
 * Google knows more extensions than are modelled here, so an unknown field counts as one that opens something.
 *
 * @returns where each stands, as a JSON pointer without escapes.
 */
export function unknownFields(document: unknown, revokedKids: readonly string[]): string[] {
  const found: string[] = [];
  const check = (value: unknown, kind: keyof typeof known, where: string): void => {
    const names: readonly string[] = known[kind];
    for (const [name] of entriesOf(value)) if (!names.includes(name)) found.push(`${where}/${name}`);
    if (!isObject(value)) found.push(where);
  };
  check(document, "root", "");
  check(fieldOf(document, "info"), "info", "/info");
  if (fieldOf(fieldOf(document, "info"), "version") !== documentVersion(revokedKids)) found.push("/info/version");
  if (JSON.stringify(fieldOf(document, "schemes")) !== '["https"]') found.push("/schemes");
  for (const [name, scheme] of entriesOf(fieldOf(document, "securityDefinitions"))) {
    check(scheme, fieldOf(scheme, "type") === "apiKey" ? "apiKey" : "oauth2", `/securityDefinitions/${name}`);
  }
  for (const [path, item] of entriesOf(fieldOf(document, "paths"))) {
    check(item, "pathItem", `/paths${path}`);
    for (const [method, operation] of entriesOf(item)) {
      const where = `/paths${path}/${method}`;
      check(operation, "operation", where);
      check(fieldOf(operation, "x-google-backend"), "backend", `${where}/x-google-backend`);
      for (const parameter of itemsOf(fieldOf(operation, "parameters"))) {
        check(parameter, "parameter", `${where}/parameters`);
      }
    }
  }
  return found;
}
