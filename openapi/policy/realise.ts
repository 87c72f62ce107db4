import type { CompileSettings, Policy } from "../compilation.ts";
import type { Description } from "../description/description.ts";
import { authorizationBearer } from "../description/read-locations.ts";
import type { JwtProvider } from "../google/service-config.ts";

/** How the schemes of a description become things the gateway checks. */
export interface Realisation {
  /** Name of the API key scheme of the gateway document; undefined: no operation takes a Google API key. */
  readonly keyScheme?: string;
  /** Provider that checks signed keys; undefined when keys are Google's. */
  readonly signedKeys?: string;
  readonly providers: readonly JwtProvider[];
}

/** Decides which scheme of the gateway document checks what. */
export function realise(description: Description, settings: CompileSettings): Realisation {
  const names = [...description.schemes.keys()].sort();
  const ofKind = (kind: string) => names.filter((name) => description.schemes.get(name)?.kind === kind);
  const [key] = ofKind("key");
  const [own] = ofKind("own");
  const signed = settings.apiKeys === "signed" && key !== undefined;
  const ownName = own ?? (signed ? key : undefined);
  const providers: JwtProvider[] = [];
  for (const name of names) {
    const scheme = description.schemes.get(name);
    if (scheme?.kind === "external") {
      const { issuer, jwksUri, audiences, locations } = scheme;
      providers.push({ id: name, issuer, jwksUri, audiences, locations });
    }
  }
  if (ownName !== undefined) {
    const { issuer, jwksUri, audience } = settings.issuer;
    // The gateway tries x-api-key first; both places together hold one and the same credential.
    const locations = signed ? [{ header: "x-api-key", valuePrefix: "" }, authorizationBearer] : [authorizationBearer];
    providers.push({ id: ownName, issuer, jwksUri, audiences: [audience], locations });
  }
  providers.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...(signed ? { signedKeys: ownName } : key !== undefined && { keyScheme: key }), providers };
}

/** The policy with "key" replaced by the token that is sent as a key. Only for policies without key AND token. */
export function withSignedKeys(policy: Policy, signedKeys: string): Policy {
  if (!policy.key) return policy;
  return { open: false, tokens: [...new Set([signedKeys, ...(policy.tokens ?? [])])].sort() };
}
