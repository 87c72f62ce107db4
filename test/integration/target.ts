import { readKeySet } from "../../credentials/read-key-set.ts";
import { forgedClaims } from "../../local/check/forged-claims.ts";
import type { CheckCredentials, CheckPlan } from "../../local/check/plan-checks.ts";
import { findTargets } from "../../local/check/targets.ts";
import { forgeToken } from "../../local/minter/forge-token.ts";
import { previewStack } from "../../local/preview-stack.ts";
import { mintForConsumer } from "../../scripts/mint-for-consumer.ts";
import { openStack, type StackAccess } from "../../scripts/stack-access.ts";
import { gatewayIdToken } from "./gateway-id-token.ts";

/** A stack to test, and what of it cannot be tested from here. */
export interface Target {
  readonly plan: CheckPlan;
  readonly skipped: readonly Skipped[];
}

/** Something left out, and which role would let it in. */
export interface Skipped {
  readonly what: string;
  readonly why: string;
}

/**
 * Opens a stack that runs already: the one a surrounding `latchkey local --exec` runs, or the deployed one of that name.
 *
 * @throws {LatchkeyError} when it cannot be read.
 */
export async function openTarget(stack: string): Promise<Target> {
  const access = await openStack({ stack });
  const { keyUrl, tokenUrl, serviceUrl, doors, issuer } = access.outputs;
  const { documents } = await previewStack({ stack, verbose: false });
  const skipped: Skipped[] = [];
  return {
    skipped,
    plan: {
      keyUrl,
      tokenUrl,
      serviceUrl,
      targets: findTargets({
        keyUrl,
        tokenUrl,
        issuer: issuer.issuer,
        documents: new Map(Object.entries(doors).map(([name, { url }]) => [url, documents[name] ?? ""])),
      }),
      credentials: {
        ...apiKeyOf(access, skipped),
        ...(await tokenOf(access, stack, skipped)),
        ...(await idTokenOf(access, skipped)),
      },
    },
  };
}

function apiKeyOf({ outputs }: StackAccess, skipped: Skipped[]): Pick<CheckCredentials, "apiKey"> {
  const apiKey = Object.values(outputs.apiKeys).flatMap((keys) => Object.values(keys))[0];
  if (!apiKey) skipped.push({ what: "API keys", why: "no consumer of the stack holds one" });
  return { apiKey };
}

async function tokenOf(
  { outputs, kmsEndpoint }: StackAccess,
  stack: string,
  skipped: Skipped[],
): Promise<CheckCredentials> {
  const caller = Object.entries(outputs.consumers).find(([, { tokens }]) =>
    tokens.some(({ state }) => state === "active"),
  );
  if (!caller) {
    skipped.push({ what: "tokens", why: "no consumer of the stack has an active token generation" });
    return {};
  }
  const [consumer, { tokens }] = caller;
  const minted = await mintForConsumer({ consumer, stack });
  const signingKey = tokens.find(({ kid }) => kid === minted.kid)?.signingKey ?? "";
  const algorithm = readKeySet(outputs.keySet).get(minted.kid)?.[0]?.alg === "ES256" ? "ES256" : "RS256";
  return {
    token: async () => minted.token,
    forge: (fault) =>
      forgeToken({
        kid: minted.kid,
        algorithm,
        kmsEndpoint,
        versionName: outputs.signingKeys[signingKey] ?? "",
        claims: forgedClaims(fault, { ...outputs.issuer, consumer }),
      }),
  };
}

async function idTokenOf({ outputs, kmsEndpoint }: StackAccess, skipped: Skipped[]): Promise<CheckCredentials> {
  const idToken = kmsEndpoint ? undefined : await gatewayIdToken(outputs);
  if (idToken) return { idToken: async () => idToken };
  skipped.push({
    what: "the gateway's own ID token straight at the service",
    why: "needs gcloud and roles/iam.serviceAccountOpenIdTokenCreator on the gateways' service account",
  });
  return {};
}
