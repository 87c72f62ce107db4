import type { JwtLocation, JwtProvider } from "../../../openapi/google/service-config.ts";
import type { Clock } from "../../clock.ts";
import type { RequestHeaders } from "../request-headers.ts";
import type { World } from "../world.ts";
import { acceptedAudiences, bareAudience } from "./check-audience.ts";
import { findTokens, verificationOrder } from "./find-tokens.ts";
import type { JwtStatus } from "./jwt-status.ts";
import { KeySetSource } from "./key-set-source.ts";
import { type ParsedToken, parseToken } from "./parse-token.ts";
import { VerifiedTokens } from "./verified-tokens.ts";
import { verifySignature } from "./verify-signature.ts";

const SKEW_SECONDS = 60;

/** Tokens that were found and are good, or why one is not. */
export type Verdict = readonly ParsedToken[] | JwtStatus;

/** Verifies tokens of one provider, with its own key set and cache. */
export class TokenVerifier {
  readonly #issuer: string;
  readonly #audiences: ReadonlySet<string>;
  readonly #locations: readonly JwtLocation[];
  readonly #keySet: KeySetSource;
  readonly #verified = new VerifiedTokens();
  readonly #clock: Clock;

  constructor(
    provider: JwtProvider,
    managedService: string,
    options: { readonly world: World; readonly clock: Clock },
  ) {
    this.#issuer = provider.issuer;
    this.#audiences = acceptedAudiences(provider.audiences, managedService);
    this.#locations = verificationOrder(provider.locations);
    this.#keySet = new KeySetSource(provider, options.world, options.clock);
    this.#clock = options.clock;
  }

  /**
   * Verifies every token at the provider's locations; one bad token refuses the request.
   *
   * @returns at once where all are in the cache or none needs a key.
   */
  verify(headers: RequestHeaders, query: string): Verdict | Promise<Verdict> {
    const tokens = findTokens(this.#locations, headers, query);
    if (tokens.length === 0) return "missing";
    return this.#verifyFrom(tokens, 0, []);
  }

  stop(): void {
    this.#keySet.stop();
  }

  #verifyFrom(tokens: readonly string[], first: number, good: readonly ParsedToken[]): Verdict | Promise<Verdict> {
    const verified = [...good];
    for (let i = first; i < tokens.length; i += 1) {
      const result = this.#verifyOne(tokens[i] ?? "");
      if (typeof result === "string") return result;
      if (result instanceof Promise) {
        return result.then((one) =>
          typeof one === "string" ? one : this.#verifyFrom(tokens, i + 1, [...verified, one]),
        );
      }
      verified.push(result);
    }
    return verified;
  }

  #verifyOne(token: string): ParsedToken | JwtStatus | Promise<ParsedToken | JwtStatus> {
    const cached = this.#verified.get(token);
    const parsed = cached ?? parseToken(token);
    if (typeof parsed === "string") return parsed;
    const refused = this.#checkClaims(parsed);
    if (refused !== undefined) {
      if (cached !== undefined && refused === "expired") this.#verified.delete(token);
      return refused;
    }
    if (cached !== undefined) return cached;

    const finish = (keys: Awaited<ReturnType<KeySetSource["keys"]>>): ParsedToken | JwtStatus => {
      if (keys === undefined) return "key_set_fetch";
      const wrong = verifySignature(parsed, keys);
      if (wrong !== undefined) return wrong;
      this.#verified.add(token, parsed);
      return parsed;
    };
    const keys = this.#keySet.keys();
    return keys instanceof Promise ? keys.then(finish) : finish(keys);
  }

  #checkClaims(token: ParsedToken): JwtStatus | undefined {
    if (this.#issuer !== "" && token.issuer !== this.#issuer) return "unknown_issuer";
    const now = Math.floor(this.#clock.now() / 1000);
    if (token.notBefore > now + SKEW_SECONDS) return "not_yet_valid";
    // A token without exp never expires (gateway-semantics §3.2).
    if (token.expiry !== 0 && now > token.expiry + SKEW_SECONDS) return "expired";
    return token.audiences.some((audience) => this.#audiences.has(bareAudience(audience))) ? undefined : "audience";
  }
}
