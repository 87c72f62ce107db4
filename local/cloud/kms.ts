import { checkText, need, oneOf, text } from "./check-text.ts";
import { CloudError } from "./errors.ts";
import { iamMember } from "./iam-member.ts";
import { isSigningAlgorithm, makeKeyMaterial } from "./key-material.ts";
import { replacementRules } from "./replacement-rules.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { CloudObject, Values } from "./state.ts";

export const KEY_RING = "gcp:kms/keyRing:KeyRing";
export const CRYPTO_KEY = "gcp:kms/cryptoKey:CryptoKey";
export const CRYPTO_KEY_VERSION = "gcp:kms/cryptoKeyVersion:CryptoKeyVersion";

const NAME = { pattern: /^[a-zA-Z0-9_-]{1,63}$/, rule: "it must be 1 to 63 letters, digits, - and _" };
const DEFAULT_ALGORITHMS: Readonly<Record<string, string>> = {
  ASYMMETRIC_SIGN: "EC_SIGN_P256_SHA256",
  ENCRYPT_DECRYPT: "GOOGLE_SYMMETRIC_ENCRYPTION",
};

/** A key ring. Google never deletes one. */
export const keyRing: ResourceType = {
  api: "cloudkms.googleapis.com",
  required: ["location"],
  forceNew: replacementRules[KEY_RING],
  autoName: { input: "name", maxLength: 255 },
  fromSite: ["project"],
  computed: [],
  check: (inputs, around) => checkText(inputs, "name", around, NAME),
  answer(inputs) {
    const place = `projects/${need(inputs, "project")}/locations/${need(inputs, "location")}`;
    return { id: `${place}/keyRings/${need(inputs, "name")}`, computed: {} };
  },
  remove: (object) => object,
};

/** A key. Google never deletes one; taking it away destroys its versions. */
export const cryptoKey: ResourceType = {
  api: "cloudkms.googleapis.com",
  required: ["keyRing"],
  forceNew: replacementRules[CRYPTO_KEY],
  autoName: { input: "name", maxLength: 255 },
  defaults: { purpose: "ENCRYPT_DECRYPT", importOnly: false, destroyScheduledDuration: "2592000s" },
  labelled: true,
  computed: ["primaries"],
  planned(inputs): Values {
    const given = inputs.versionTemplate as Values | undefined;
    const algorithm = given?.algorithm ?? DEFAULT_ALGORITHMS[text(inputs, "purpose") ?? ""] ?? null;
    return { versionTemplate: { algorithm, protectionLevel: given?.protectionLevel ?? "SOFTWARE" } };
  },
  check(inputs, around) {
    checkText(inputs, "name", around, NAME);
    checkText(inputs, "purpose", around, oneOf("ENCRYPT_DECRYPT", "ASYMMETRIC_SIGN", "ASYMMETRIC_DECRYPT", "MAC"));
    demand(KEY_RING, "key ring", text(inputs, "keyRing"), around);
    if (inputs.purpose === "ASYMMETRIC_SIGN" && inputs.rotationPeriod !== undefined) {
      const conflict = { first: "rotationPeriod", second: "purpose ASYMMETRIC_SIGN" };
      throw new CloudError("conflicting_inputs", { resource: around.resource, ...conflict });
    }
  },
  answer: (inputs) => ({
    id: `${need(inputs, "keyRing")}/cryptoKeys/${need(inputs, "name")}`,
    computed: { primaries: [] },
  }),
  remove(object, around) {
    for (const version of versionsOf(object.id, around)) around.inventory.exchange(version, destroyed(version));
    return object;
  },
};

/** One version of a key, with a real key pair behind it. */
export const cryptoKeyVersion: ResourceType = {
  api: "cloudkms.googleapis.com",
  required: ["cryptoKey"],
  forceNew: replacementRules[CRYPTO_KEY_VERSION],
  defaults: { state: "ENABLED" },
  computed: ["algorithm", "attestations", "generateTime", "name", "protectionLevel"],
  check(inputs, around) {
    checkText(inputs, "state", around, oneOf("ENABLED", "DISABLED"));
    demand(CRYPTO_KEY, "key", text(inputs, "cryptoKey"), around);
  },
  answer(inputs, around) {
    const { before } = around;
    if (before !== undefined) {
      const { algorithm, attestations, generateTime, name, protectionLevel } = before as Readonly<
        Record<string, string>
      >;
      const computed = { algorithm, attestations, generateTime, name, protectionLevel } as Values;
      return { id: need(before, "name"), computed };
    }
    const keyId = need(inputs, "cryptoKey");
    const template = around.inventory.find(CRYPTO_KEY, keyId)?.outputs.versionTemplate as Values | undefined;
    const algorithm = text(template ?? {}, "algorithm") ?? "";
    const name = `${keyId}/cryptoKeyVersions/${versionsOf(keyId, around).length + 1}`;
    return {
      id: name,
      computed: {
        algorithm,
        attestations: [],
        generateTime: new Date(around.now).toISOString(),
        name,
        protectionLevel: template?.protectionLevel ?? "SOFTWARE",
      },
      hidden: isSigningAlgorithm(algorithm) ? () => makeKeyMaterial(algorithm) : undefined,
    };
  },
  remove: destroyed,
};

/** A role on a key, e.g. who may sign with it. */
export const cryptoKeyIamMember = iamMember({
  api: "cloudkms.googleapis.com",
  inputs: ["cryptoKeyId"],
  required: ["cryptoKeyId"],
  id: (inputs) => need(inputs, "cryptoKeyId"),
  check: (inputs, around) => demand(CRYPTO_KEY, "key", text(inputs, "cryptoKeyId"), around),
});

function demand(type: string, what: string, id: string | undefined, around: Surroundings): void {
  if (id === undefined || around.inventory.find(type, id) !== undefined) return;
  throw new CloudError("not_found", { resource: around.resource, what, id });
}

/** Every version a key ever had: numbers are never used again. */
function versionsOf(keyId: string, around: Surroundings): CloudObject[] {
  return around.inventory
    .ofType(CRYPTO_KEY_VERSION)
    .filter((version) => version.id.startsWith(`${keyId}/cryptoKeyVersions/`));
}

/** Google destroys the private half 30 days later; here it is gone at once. */
function destroyed(version: CloudObject): CloudObject {
  const { hidden: _gone, ...rest } = version;
  return { ...rest, outputs: { ...version.outputs, state: "DESTROY_SCHEDULED" } };
}
