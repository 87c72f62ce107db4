import type { ResourceRule } from "../rule.ts";

const types: ReadonlySet<string> = new Set([
  "gcp:kms/keyRing:KeyRing",
  "gcp:kms/cryptoKey:CryptoKey",
  "gcp:kms/cryptoKeyVersion:CryptoKeyVersion",
]);

/** Key ring, key and versions cannot be deleted by a deployment. */
export const signingKeysProtected: ResourceRule = {
  name: "signing-keys-protected",
  reason: "A destroyed signing key cannot be made again, and every token it signed stops working.",
  fix: "Keep protect: true; to stop using a key, revoke the generations bound to it.",
  level: "mandatory",
  *check(subject) {
    if (types.has(subject.type) && !subject.protect) yield `${subject.name} is not protected`;
  },
};
