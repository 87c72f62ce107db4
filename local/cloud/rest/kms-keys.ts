import { CRYPTO_KEY_VERSION } from "../kms.ts";
import { type CloudState, everything } from "../state.ts";
import type { KmsKeys } from "./kms.ts";

/** The key versions of a state, read anew at each call. A destroyed version has no private half any more. */
export function kmsKeys(state: () => CloudState): KmsKeys {
  return {
    version(name) {
      const found = everything(state()).find((object) => object.type === CRYPTO_KEY_VERSION && object.id === name);
      if (found === undefined) return undefined;
      return {
        algorithm: String(found.outputs.algorithm),
        privateKeyPem: found.hidden?.privateKeyPem ?? "",
        state: String(found.outputs.state),
      };
    },
  };
}
