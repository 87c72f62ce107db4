import type { Exchange, Step } from "../exchange.ts";
import { challenge } from "../jwt/challenge.ts";
import { httpStatus, type JwtStatus, jwtMessages } from "../jwt/jwt-status.ts";
import type { ParsedToken } from "../jwt/parse-token.ts";
import type { Verdict } from "../jwt/token-verifier.ts";
import type { LocalReply } from "../local-reply.ts";

const USER_INFO = "x-apigateway-api-userinfo";

/**
 * Demands a token of any one of the route's providers and hands its payload on.
 *
 * A route without providers is left alone: no token is looked at, and a caller's own user info reaches the backend.
 * @see gateway-semantics §3
 */
export const checkToken: Step = (exchange) => {
  const providers = exchange.route?.method.providerIds ?? [];
  if (providers.length === 0) {
    if (exchange.headers.get(USER_INFO) !== undefined) {
      exchange.warnings.push("the caller's own X-Apigateway-Api-Userinfo reached the backend: nothing verified it");
    }
    return undefined;
  }
  exchange.headers.delete(USER_INFO);
  const verdict = tryProviders(exchange, providers, 0, "missing");
  return verdict instanceof Promise ? verdict.then((late) => conclude(exchange, late)) : conclude(exchange, verdict);
};

/** One provider after the other until one is content; of the refusals, the most telling is kept. */
function tryProviders(
  exchange: Exchange,
  providers: readonly string[],
  first: number,
  refusal: JwtStatus,
): Verdict | Promise<Verdict> {
  let kept = refusal;
  for (let i = first; i < providers.length; i += 1) {
    const verdict = exchange.door.verifier(providers[i] ?? "")?.verify(exchange.headers, exchange.query) ?? "missing";
    if (verdict instanceof Promise) {
      const before = kept;
      return verdict.then((late) =>
        typeof late === "string" ? tryProviders(exchange, providers, i + 1, moreTelling(before, late)) : late,
      );
    }
    if (typeof verdict !== "string") return verdict;
    kept = moreTelling(kept, verdict);
  }
  return kept;
}

/** The last of the real reasons, else an unknown issuer, else a missing token. @see gateway-semantics §3.3 */
function moreTelling(kept: JwtStatus, next: JwtStatus): JwtStatus {
  if (next === "missing") return kept;
  return next === "unknown_issuer" && kept !== "missing" ? kept : next;
}

function conclude(exchange: Exchange, verdict: Verdict): LocalReply | undefined {
  if (typeof verdict === "string") {
    const message = jwtMessages[verdict];
    return {
      status: httpStatus(verdict),
      message,
      details: `jwt_authn_access_denied{${message.replaceAll(" ", "_")}}`,
      headers: [["www-authenticate", challenge(verdict, exchange.headers, exchange.path + exchange.query)]],
    };
  }
  for (const token of verdict) addUserInfo(exchange, token);
  return undefined;
}

function addUserInfo(exchange: Exchange, token: ParsedToken): void {
  exchange.headers.append(USER_INFO, token.payload);
  if (token.expiry === 0) exchange.warnings.push("a token without exp was accepted: at Google it never expires");
}
