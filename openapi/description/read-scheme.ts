import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import { refuseReferenceIn } from "../source/refuse-reference-in.ts";
import type { Scheme } from "./description.ts";
import { checkExtensions } from "./extensions.ts";
import { readLocations } from "./read-locations.ts";

/**
 * Reads one security scheme of either OpenAPI generation.
 *
 * @returns undefined after a finding: Google would ignore such a scheme, and open the operations that name it.
 */
export function readScheme(name: string, at: Cursor, log: FindingLog): Scheme | undefined {
  checkExtensions(at, "scheme", log);
  if (name === "") {
    log.add("wrong_type", at.place, { what: "the name of a scheme", expected: "a text that is not empty" });
    return undefined;
  }
  const type = at.get("type")?.text;
  if (type === "apiKey") return readKey(name, at, log);
  const bearer = type === "http" && at.get("scheme")?.text?.toLowerCase() === "bearer";
  if (bearer || type === "oauth2" || type === "openIdConnect") return readToken(name, at, bearer, log);
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

function readToken(name: string, at: Cursor, bearer: boolean, log: FindingLog): Scheme | undefined {
  const auth = at.get("x-google-auth");
  refuseReferenceIn(auth, "`x-google-auth`", log);
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
  if (ours || (bearer && !named)) return { kind: "own" };

  const issuer = issuerAt?.text;
  const jwksUri = jwksAt?.text;
  if (!issuer || !jwksUri) {
    const missing = [!issuer && "an issuer", !jwksUri && "a JWKS URL"].filter(Boolean).join(" and ");
    log.add("issuer_unknown", (auth ?? at).place, { scheme: name, what: missing });
    return undefined;
  }
  if (!isHttps(jwksUri)) {
    log.add("jwks_not_https", jwksAt.place, { scheme: name });
    return undefined;
  }
  const audiences = readAudiences(name, auth?.get("audiences") ?? at.get("x-google-audiences"), auth ?? at, log);
  const locations = readLocations(name, auth?.get("jwtLocations") ?? at.get("x-google-jwt-locations"), log);
  return audiences && locations && { kind: "external", issuer, jwksUri, audiences, locations };
}

function readAudiences(name: string, at: Cursor | undefined, scheme: Cursor, log: FindingLog): string[] | undefined {
  const listed = at?.node.kind === "list" ? at.items().map((item) => item.text ?? "") : (at?.text?.split(",") ?? []);
  const audiences = listed.map((audience) => audience.trim());
  if (!at || audiences.length === 0) {
    log.add("audience_missing", scheme.place, { scheme: name });
    return undefined;
  }
  if (audiences.some((audience) => audience === "" || /[,\s]/.test(audience))) {
    log.add("bad_audience", at.place, { scheme: name });
    return undefined;
  }
  return audiences;
}

function isHttps(url: string): boolean {
  return /^https:\/\/[a-z0-9.-]+(:\d+)?\/?[^\s\\#]*$/i.test(url) && URL.canParse(url);
}
