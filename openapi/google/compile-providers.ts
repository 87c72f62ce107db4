import { GoogleCompileError } from "./compile-error.ts";
import { fieldOf, itemsOf, textOf } from "./json.ts";
import type { JwtLocation, JwtProvider } from "./service-config.ts";

/** Where Google looks for a token when the scheme does not say. @see gateway-semantics §3.1 */
const defaultLocations: readonly JwtLocation[] = [
  { header: "Authorization", valuePrefix: "Bearer " },
  { header: "X-Goog-Iap-Jwt-Assertion", valuePrefix: "" },
  { query: "access_token" },
];

/** Makes a provider of each oauth2 scheme, by name. Others are not looked at. */
export function compileProviders(definitions: readonly [string, unknown][]): JwtProvider[] {
  return definitions
    .filter(([, scheme]) => textOf(scheme, "type")?.toLowerCase() === "oauth2")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, scheme]) => {
      const jwksUri = extension(id, scheme, "x-google-jwks_uri", "x-jwks_uri");
      return {
        id,
        issuer: extension(id, scheme, "x-google-issuer", "x-issuer") ?? "",
        ...(jwksUri !== undefined && { jwksUri }),
        audiences: splitAudiences(extension(id, scheme, "x-google-audiences")),
        locations: compileLocations(id, fieldOf(scheme, "x-google-jwt-locations")),
      };
    });
}

/** Value of an extension that goes by one name of several. */
function extension(scheme: string, definition: unknown, ...names: string[]): string | undefined {
  const used = names.filter((name) => fieldOf(definition, name) !== undefined);
  const value = textOf(definition, used[0] ?? "");
  if (used.length > 1 || (used.length === 1 && value === undefined))
    throw new GoogleCompileError("invalid_extension", { scheme, extension: names[0] ?? "" });
  return value;
}

/**
 * True for the three places Google accepts an API key scheme in; any other is ignored with a warning.
 *
 * @see https://docs.cloud.google.com/endpoints/docs/openapi/openapi-limitations#api_key_definition_limitations
 */
export function isKeyScheme(scheme: unknown): boolean {
  if (textOf(scheme, "type")?.toLowerCase() !== "apikey") return false;
  const name = textOf(scheme, "name") ?? "";
  const where = textOf(scheme, "in");
  return where === "query"
    ? name === "key" || name === "api_key"
    : where === "header" && name.toLowerCase() === "x-api-key";
}

function splitAudiences(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((audience) => audience.trim())
    .filter((audience) => audience !== "");
}

function compileLocations(scheme: string, value: unknown): readonly JwtLocation[] {
  const written = itemsOf(value);
  if (written.length === 0) return defaultLocations;
  return written.map((location) => {
    const header = textOf(location, "header");
    const query = textOf(location, "query");
    if (header !== undefined) return { header, valuePrefix: textOf(location, "value_prefix") ?? "" };
    if (query !== undefined) return { query };
    throw new GoogleCompileError("unsupported_location", { scheme });
  });
}
