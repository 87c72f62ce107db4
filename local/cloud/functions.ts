import type { Marked } from "../engine/graph.ts";
import { CloudError } from "./errors.ts";
import type { Inventory } from "./inventory.ts";
import { CRYPTO_KEY_VERSION } from "./kms.ts";
import type { Values } from "./state.ts";
import { bare, holdsUnknown, unknown } from "./unknown.ts";

type ProviderFunction = (args: Values, inventory: Inventory, preview: boolean) => Values;

const KEY_VERSION_RESULTS = [
  "algorithm",
  "cryptoKey",
  "id",
  "name",
  "protectionLevel",
  "publicKeys",
  "state",
  "version",
];

/** The public half of a key version. Unknown in a preview while the version is still to be made. */
const getKmsCryptoKeyVersion: ProviderFunction = (args, inventory, preview) => {
  const nothing = Object.fromEntries(KEY_VERSION_RESULTS.map((name) => [name, unknown]));
  if (holdsUnknown(args)) return nothing;
  const cryptoKey = String(args.cryptoKey);
  const version = Number(args.version ?? 1);
  const name = `${cryptoKey}/cryptoKeyVersions/${version}`;
  const found = inventory.find(CRYPTO_KEY_VERSION, name);
  if (found === undefined) {
    if (preview) return nothing;
    throw new CloudError("not_found", { resource: "getKMSCryptoKeyVersion", what: "key version", id: name });
  }
  const state = String(found.outputs.state);
  const pem = found.hidden?.publicKeyPem;
  if (state !== "ENABLED" || pem === undefined) throw new CloudError("key_version_unusable", { id: name, state });
  const algorithm = found.outputs.algorithm ?? "";
  return {
    algorithm,
    cryptoKey,
    id: `//cloudkms.googleapis.com/v1/${name}`,
    name,
    protectionLevel: found.outputs.protectionLevel ?? "SOFTWARE",
    publicKeys: [{ algorithm, pem }],
    state,
    version,
  };
};

const functions: Readonly<Record<string, ProviderFunction>> = {
  "gcp:kms/getKMSCryptoKeyVersion:getKMSCryptoKeyVersion": getKmsCryptoKeyVersion,
};

/**
 * Answers a provider function from what exists.
 *
 * @throws {CloudError} `unknown_function`, `not_found` or `key_version_unusable`.
 */
export function callFunction(
  token: string,
  args: Readonly<Record<string, Marked>>,
  inventory: Inventory,
  preview: boolean,
): Values {
  const known = functions[token];
  if (known === undefined) throw new CloudError("unknown_function", { token });
  return known(bare(args), inventory, preview);
}
