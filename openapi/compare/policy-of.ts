import type { Policy } from "../compilation.ts";
import type { JwtLocation, JwtProvider, Method, ServiceConfig } from "../google/service-config.ts";

/** An own token, sent as every token is unless a scheme says otherwise. */
export const OWN_TOKEN = "a token of this stack";

/**
 * What a door demands for one method, with kinds of tokens in place of scheme names.
 *
 * Schemes may be renamed freely; what a caller holds is a token of an issuer for an audience, sent at some place. The own
 * issuer is one whatever it is called, and an own token sent as `x-api-key` is a key, so both sides of a change can be compared.
 */
export function policyOf(
  { apiKeyRequired, providerIds }: Pick<Method, "apiKeyRequired" | "providerIds">,
  { providers }: Pick<ServiceConfig, "providers">,
  ownIssuer: string,
): Policy {
  const taken = providers.filter(({ id }) => providerIds.includes(id));
  const signedKeys = taken.some((provider) => provider.issuer === ownIssuer && provider.locations.some(isKeyHeader));
  const tokens = [...new Set(taken.flatMap((provider) => tokenKinds(provider, ownIssuer)))].sort();
  if (apiKeyRequired) return { open: false, key: { tokens } };
  if (taken.length === 0) return { open: true };
  return { open: false, ...(signedKeys && { key: { tokens: [] } }), ...(tokens.length > 0 && { tokens }) };
}

function tokenKinds({ issuer, audiences, locations }: JwtProvider, ownIssuer: string): string[] {
  const own = issuer === ownIssuer;
  const ways = locations.filter((location) => !(own && isKeyHeader(location))).map(tellLocation);
  const kinds = own ? [OWN_TOKEN] : audiences.map((audience) => `a token of ${issuer} for ${audience}`);
  return kinds.flatMap((kind) => ways.map((way) => `${kind}${way}`));
}

function isKeyHeader(location: JwtLocation): boolean {
  return "header" in location && location.header.toLowerCase() === "x-api-key";
}

function tellLocation(location: JwtLocation): string {
  if ("query" in location) return ` in the query parameter ${location.query}`;
  const { header, valuePrefix } = location;
  const name = header.toLowerCase();
  if (name === "authorization" && valuePrefix === "Bearer ") return "";
  return ` in the header ${name}${valuePrefix && ` after "${valuePrefix}"`}`;
}
