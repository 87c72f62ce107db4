import type { FindingLog } from "../finding-log.ts";
import type { JwtLocation } from "../google/service-config.ts";
import type { Cursor } from "../source/cursor.ts";
import type { ExtensionCheck } from "./extensions.ts";

/** Where tokens are looked for when the description does not say. Google's own default also reads the URL. */
export const authorizationBearer: JwtLocation = { header: "Authorization", valuePrefix: "Bearer " };

/** @see https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const locationFields = ["header", "query", "cookie", "value_prefix", "valuePrefix"];

/** Reads `x-google-jwt-locations` or `jwtLocations`. @returns undefined after a finding. */
export function readLocations(
  scheme: string,
  at: Cursor | undefined,
  extensions: ExtensionCheck,
  log: FindingLog,
): JwtLocation[] | undefined {
  if (!at) return [authorizationBearer];
  if (at.node.kind !== "list" || at.items().length === 0) {
    log.add("wrong_type", at.place, {
      what: "the JWT locations",
      expected: "a list such as `- header: Authorization`",
    });
    return undefined;
  }
  const locations: JwtLocation[] = [];
  const headers = new Set<string>();
  for (const item of at.items()) {
    extensions.checkFields(item, "x-google-jwt-locations", locationFields);
    const header = item.get("header")?.text;
    const query = item.get("query")?.text;
    const refuse = (where: string, why: string) => log.add("bad_location", item.place, { scheme, where, why });
    if (header && !query) {
      if (header.toLowerCase() === "x-api-key") refuse("`x-api-key`", "Google takes for an API key and logs in clear");
      else if (!HEADER_NAME.test(header)) refuse(`\`${header}\``, "is no header's name");
      else if (header.includes("_")) refuse(`\`${header}\``, "the gateway refuses for its underscore");
      // Two prefixes on one header did not both work on the managed gateway (github.com/cloudendpoints/esp/issues/850).
      if (headers.has(header.toLowerCase())) refuse(`\`${header}\` again`, "Google reads only once");
      headers.add(header.toLowerCase());
      const prefix = item.get("value_prefix") ?? item.get("valuePrefix");
      if (header.toLowerCase() === "authorization" && !prefix?.text)
        log.add("bare_authorization", item.place, { scheme });
      locations.push({ header, valuePrefix: prefix?.text ?? "" });
    } else if (query && !header) {
      log.add("token_in_query", item.place, { scheme });
      locations.push({ query });
    } else {
      refuse("an unknown place", "is neither `header` nor `query`");
    }
  }
  return locations.length === at.items().length ? locations : undefined;
}
