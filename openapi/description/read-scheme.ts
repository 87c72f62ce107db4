import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import { refuseReferenceIn } from "../source/refuse-reference-in.ts";
import type { Scheme } from "./description.ts";
import type { ExtensionCheck } from "./extensions.ts";
import { readAudiences } from "./read-audiences.ts";
import { readLocations } from "./read-locations.ts";

/**
 * Reads one security scheme of either OpenAPI generation.
 *
 * @returns undefined after a finding: Google would ignore such a scheme, and open the operations that name it.
 */
export function readScheme(name: string, at: Cursor, extensions: ExtensionCheck, log: FindingLog): Scheme | undefined {
  if (name === "") {
    log.add("wrong_type", at.place, { what: "the name of a scheme", expected: "a text that is not empty" });
    return undefined;
  }
  const type = at.get("type")?.text;
  if (type === "apiKey") return readKey(name, at, log);
  const bearer = type === "http" && at.get("scheme")?.text?.toLowerCase() === "bearer";
  if (bearer || type === "oauth2" || type === "openIdConnect") return readToken(name, at, bearer, extensions, log);
  const scheme = at.get("scheme")?.text;
  log.add("unsupported_scheme", (at.get("type") ?? at).place, {
    scheme: name,
    type: `${type ?? "(none)"}${scheme === undefined ? "" : ` ${scheme}`}`,
  });
  return undefined;
}

function readKey(name: string, at: Cursor, log: FindingLog): Scheme | undefined {
  const where = at.get("in")?.text;
  const field = at.get("name")?.text ?? "";
  if (where === "header" && field.toLowerCase() === "x-api-key") return { kind: "key" };
  if (where === "query" && (field === "key" || field === "api_key")) {
    log.add("key_in_query", (at.get("in") ?? at).place, { scheme: name });
  } else {
    const wrong = where === "header" ? "name" : "in";
    log.add("unsupported_key", (at.get(wrong) ?? at).place, {
      scheme: name,
      where: `${where ?? "(no place)"} \`${field}\``,
    });
  }
  return undefined;
}

function readToken(
  name: string,
  at: Cursor,
  bearer: boolean,
  extensions: ExtensionCheck,
  log: FindingLog,
): Scheme | undefined {
  const auth = at.get("x-google-auth");
  refuseReferenceIn(auth, "`x-google-auth`", log);
  refuseTwoSpellings(at, log);
  tellSymmetric(name, at, log);
  const issuerAt = auth?.get("issuer") ?? at.get("x-google-issuer");
  const jwksAt = auth?.get("jwksUri") ?? at.get("x-google-jwks_uri");
  const ours = at.get("x-latchkey-issuer");
  if (ours && ours.text !== "own") {
    log.add("wrong_type", ours.place, { what: "x-latchkey-issuer", expected: "own" });
    return undefined;
  }
  const named = auth ?? issuerAt ?? jwksAt;
  if (ours && named) {
    log.add("issuer_contradiction", named.place, { scheme: name });
    return undefined;
  }
  if (ours || (bearer && !named)) {
    const where = at.get("x-google-jwt-locations");
    const why = "is never looked at: this stack's tokens come in `Authorization: Bearer `";
    if (where) log.add("bad_location", where.place, { scheme: name, where: "`x-google-jwt-locations`", why });
    return where ? undefined : { kind: "own" };
  }

  const issuer = issuerAt?.text;
  const jwksUri = jwksAt?.text;
  if (!issuer || !jwksUri) {
    const missing = [!issuer && "an issuer", !jwksUri && "a JWKS URL"].filter(Boolean).join(" and ");
    log.add("issuer_unknown", (auth ?? at).place, { scheme: name, what: missing });
    return undefined;
  }
  tellDiscovery(name, issuer, issuerAt, at, log);
  if (!isHttps(jwksUri)) {
    log.add("jwks_not_https", jwksAt.place, { scheme: name });
    return undefined;
  }
  const audiences = readAudiences(name, auth?.get("audiences") ?? at.get("x-google-audiences"), auth ?? at, log);
  const locations = readLocations(name, auth?.get("jwtLocations") ?? at.get("x-google-jwt-locations"), extensions, log);
  // Google's own sets carry `alg`, and there is nothing its users could change.
  if (!jwksUri.startsWith("https://www.googleapis.com/"))
    log.add("external_keys_unpinned", at.place, { jwks: jwksUri });
  return audiences && locations && { kind: "external", issuer, jwksUri, audiences, locations };
}

const spellings = [
  ["x-google-issuer", "issuer"],
  ["x-google-jwks_uri", "jwksUri"],
  ["x-google-audiences", "audiences"],
  ["x-google-jwt-locations", "jwtLocations"],
] as const;

function refuseTwoSpellings(at: Cursor, log: FindingLog): void {
  for (const [name, field] of spellings) {
    const second = at.get(name);
    if (second && at.get("x-google-auth")?.get(field))
      log.add("said_twice", second.place, { name, other: `x-google-auth.${field}` });
  }
}

function tellSymmetric(scheme: string, at: Cursor, log: FindingLog): void {
  for (const field of ["bearerFormat", "description"]) {
    const told = at.get(field);
    const [algorithm] = /\bHS(256|384|512)\b/.exec(told?.text ?? "") ?? [];
    if (told && algorithm) log.add("symmetric_tokens", told.place, { scheme, algorithm });
  }
}

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
function tellDiscovery(scheme: string, issuer: string, issuerAt: Cursor, at: Cursor, log: FindingLog): void {
  const url = at.get("openIdConnectUrl")?.text;
  if (!url) return;
  const found = url.replace(/\/\.well-known\/openid-configuration$/, "");
  if (found.replace(/\/$/, "") !== issuer.replace(/\/$/, ""))
    log.add("issuer_not_discovered", issuerAt.place, { scheme });
}

function isHttps(url: string): boolean {
  return /^https:\/\/[a-z0-9.-]+(:\d+)?\/?[^\s\\#]*$/i.test(url) && URL.canParse(url);
}
