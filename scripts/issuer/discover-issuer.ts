import { parseStrictObject } from "../../credentials/strict-json.ts";
import { DiscoveryError } from "./discovery-error.ts";
import { type FetchBounds, fetchDocument, isAskable } from "./fetch-document.ts";
import { type JudgedKeySet, judgeKeySet } from "./judge-key-set.ts";

/** An external issuer as it describes itself. */
export interface DiscoveredIssuer extends JudgedKeySet {
  /** Byte for byte as asked for and as served. */
  readonly issuer: string;
  /** Exactly as served. */
  readonly jwksUri: string;
}

/**
 * Asks an issuer for its discovery document and its key set, each once.
 *
 * @param issuer - as it stands in `iss`.
 * @throws {DiscoveryError} when there is no document, or it is about another issuer.
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation
 */
export async function discoverIssuer(
  issuer: string,
  bounds: FetchBounds = { timeoutMs: 10_000 },
): Promise<DiscoveredIssuer> {
  if (!isPlain(issuer)) throw new DiscoveryError("issuer_not_https", { url: shown(issuer) });
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const refuse = (reason: string) => new DiscoveryError("issuer_document", { url, reason });
  const document = parseStrictObject(await fetchDocument(url, bounds));
  if (!document) throw refuse("it is no JSON object in which every name stands once");
  const { issuer: said, jwks_uri: jwksUri } = document;
  if (typeof said !== "string") throw refuse("it names no `issuer`");
  if (said !== issuer) throw new DiscoveryError("issuer_differs", { url, asked: shown(issuer), said: shown(said) });
  if (typeof jwksUri !== "string") throw refuse("it names no `jwks_uri`");
  if (!isPlain(jwksUri, true)) throw refuse(`its \`jwks_uri\` is no https URL: ${shown(jwksUri)}`);
  return { issuer: said, jwksUri, ...(await judge(jwksUri, bounds)) };
}

async function judge(jwksUri: string, bounds: FetchBounds): Promise<JudgedKeySet> {
  try {
    return judgeKeySet(await fetchDocument(jwksUri, bounds));
  } catch (error) {
    if (!(error instanceof DiscoveryError)) throw error;
    return { keys: [], warnings: [`the gateway may not reach the key set: ${error.message}`] };
  }
}

/** @param mayQuery - a key set may be behind a query, an issuer may not. */
function isPlain(text: string, mayQuery = false): boolean {
  const url = URL.parse(text);
  const refused = mayQuery ? /[\\#@]/ : /[\\#@?]/;
  return url !== null && /^https?:\/\/[\x21-\x7e]+$/i.test(text) && !refused.test(text) && isAskable(url);
}

/** In quotes, with everything that a terminal would hide or act on written out. */
function shown(text: string): string {
  const escaped = JSON.stringify(text.slice(0, 200)).replace(/[^\x20-\x7e]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return text.length > 200 ? `${escaped}…` : escaped;
}
