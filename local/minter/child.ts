import { kmsSigner } from "../../credentials/kms-signer.ts";
import { mintToken } from "../../credentials/mint.ts";
import { LatchkeyError } from "../../errors/latchkey-error.ts";
import { forgeToken } from "./forge-token.ts";
import type { MinterAnswer, MinterRequest, MintOrder } from "./messages.ts";

process.on("message", (request: MinterRequest) => {
  void answer(request).then((message) => process.send?.(message));
});
// The client library takes longer to load than to sign: have it ready before the first order.
void import("@google-cloud/kms");

async function answer(request: MinterRequest): Promise<MinterAnswer> {
  try {
    return {
      id: request.id,
      ...(request.kind === "mint" ? await mint(request) : { token: await forgeToken(request) }),
    };
  } catch (error) {
    const { message } = error as Error;
    const { code, fix } = error instanceof LatchkeyError ? error : { code: "minter_failed", fix: "report it" };
    return { id: request.id, error: { code, message, fix } };
  }
}

async function mint(order: MintOrder): Promise<Omit<MinterAnswer, "id">> {
  const { token, algorithm, kid, expiresAtSeconds } = await mintToken({
    consumer: { name: order.name, ...order.consumer },
    ttlSeconds: order.ttlSeconds,
    issuer: order.issuer,
    audience: order.audience,
    keySet: order.keySet,
    nowSeconds: Date.now() / 1000,
    signerFor: (plan) =>
      kmsSigner({
        versionName: order.signingKeys[plan.signingKey] ?? "",
        algorithm: plan.algorithm,
        endpoint: order.kmsEndpoint,
      }),
  });
  return { token, algorithm, kid, expiresAtSeconds };
}
