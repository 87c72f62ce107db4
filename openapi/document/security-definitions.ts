import type { JwtProvider } from "../google/service-config.ts";
import type { Realisation } from "../policy/realise.ts";
import type { CarriedOperation } from "./emit.ts";

/** The security definitions the operations of a door name, sorted by name. Locations and audiences are always written out. */
export function securityDefinitions(operations: readonly CarriedOperation[], { keyScheme, providers }: Realisation) {
  const key = keyScheme !== undefined && operations.some(({ demand }) => demand.key) ? [keyScheme] : [];
  const tokens = new Set(operations.flatMap(({ demand }) => demand.tokens));
  const definitions: [string, object][] = [
    ...key.map((name): [string, object] => [name, { type: "apiKey", name: "x-api-key", in: "header" }]),
    ...providers.filter(({ id }) => tokens.has(id)).map((provider): [string, object] => [provider.id, token(provider)]),
  ];
  return Object.fromEntries(definitions.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function token({ issuer, jwksUri, audiences, locations }: JwtProvider) {
  return {
    type: "oauth2",
    flow: "implicit",
    authorizationUrl: "",
    "x-google-issuer": issuer,
    "x-google-jwks_uri": jwksUri,
    "x-google-audiences": audiences.join(","),
    "x-google-jwt-locations": locations.map((location) =>
      "query" in location
        ? { query: location.query }
        : { header: location.header, ...(location.valuePrefix && { value_prefix: location.valuePrefix }) },
    ),
  };
}
