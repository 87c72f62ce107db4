import type { DemoCredentials, DemoToken } from "../demo-credentials.ts";
import type { LocalStack } from "../local-stack.ts";
import type { Minter } from "../minter/minter.ts";
import { type Fault, forgedClaims } from "./forged-claims.ts";
import { type Check, type CheckCredentials, planChecks } from "./plan-checks.ts";
import { findLocalTargets } from "./targets.ts";

/** The checks that a stack on loopback can answer: all of them, because here we hold the signing key. */
export function localChecks(stack: LocalStack, minter: Minter, credentials: DemoCredentials): Check[] {
  const { keyUrl, tokenUrl, serviceUrl } = stack.outputs;
  const targets = findLocalTargets(stack);
  return planChecks({
    keyUrl,
    tokenUrl,
    serviceUrl,
    targets,
    credentials: checkCredentials(stack, minter, credentials),
  });
}

function checkCredentials(stack: LocalStack, minter: Minter, { key, token }: DemoCredentials): CheckCredentials {
  // The service's own name at Google is the audience it accepts, also on loopback.
  const audience = String(stack.deployment.outputs.serviceUrl);
  return {
    ...(key && { apiKey: key.apiKey }),
    ...(token && { token: async () => token.token, forge: (fault: Fault) => forge(stack, minter, token, fault) }),
    idToken: () => stack.idToken(audience),
  };
}

function forge({ outputs }: LocalStack, minter: Minter, token: DemoToken, fault: Fault): Promise<string> {
  return minter.forge({
    kid: token.kid,
    algorithm: token.algorithm,
    versionName: outputs.signingKeys[token.signingKey] ?? "",
    kmsEndpoint: outputs.loopback?.kmsEndpoint,
    claims: forgedClaims(fault, { ...outputs.issuer, consumer: token.consumer }),
  });
}
