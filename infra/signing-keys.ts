import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { ProjectServices } from "./project-services.ts";

/** A signing key of the stack and whether some published kid is still bound to it. */
export interface SigningKeyPlan {
  readonly name: string;
  /** False once every kid bound to it is revoked: its version is disabled and no longer looked up. */
  readonly live: boolean;
  /** Some published kid needs its public half. */
  readonly published: boolean;
}

/** Inputs of {@link SigningKeys}. */
export interface SigningKeysArgs {
  /** Google Cloud project id, e.g. `acme-dev`. */
  readonly project: string;
  /** Location of the key ring, e.g. `europe-west1`. */
  readonly region: string;
  /** Algorithm of new versions. */
  readonly algorithm: "RS256" | "ES256";
  /** Oldest first. */
  readonly keys: readonly SigningKeyPlan[];
  /** IAM members who may sign, e.g. `group:platform@example.com`. */
  readonly minters: readonly string[];
  /** The enabled Google APIs, waited for. */
  readonly services: ProjectServices;
  /** What must exist first. */
  readonly after: readonly pulumi.Resource[];
}

/** The public half of a signing key. */
export interface PublicKey {
  readonly publicKeyPem: string;
  readonly algorithm: "RS256" | "ES256";
}

const kmsAlgorithms = { RS256: "RSA_SIGN_PKCS1_2048_SHA256", ES256: "EC_SIGN_P256_SHA256" } as const;

/**
 * The KMS key versions that sign tokens. Their private halves never leave KMS, and none of this can be made again under the
 * same name, so everything here is protected.
 */
export class SigningKeys extends pulumi.ComponentResource {
  /** Resource name of each version, for whoever signs. */
  readonly versionNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** Public halves of the keys that published kids are bound to. */
  readonly publicKeys: pulumi.Output<Record<string, PublicKey>>;

  constructor(name: string, args: SigningKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("latchkey:index:SigningKeys", name, {}, opts);
    const ring = new gcp.kms.KeyRing(
      `${name}-ring`,
      { project: args.project, location: args.region },
      { parent: this, protect: true, dependsOn: [...args.after, ...args.services.enabled("cloudkms")] },
    );
    const key = new gcp.kms.CryptoKey(
      `${name}-key`,
      {
        keyRing: ring.id,
        purpose: "ASYMMETRIC_SIGN",
        skipInitialVersionCreation: true,
        versionTemplate: { algorithm: kmsAlgorithms[args.algorithm], protectionLevel: "SOFTWARE" },
      },
      { parent: this, protect: true },
    );
    for (const member of args.minters) {
      new gcp.kms.CryptoKeyIAMMember(
        `${name}-minter-${member}`,
        { cryptoKeyId: key.id, role: "roles/cloudkms.signerVerifier", member },
        { parent: this },
      );
    }
    const versions = args.keys.map((plan) => ({
      plan,
      version: new gcp.kms.CryptoKeyVersion(
        `${name}-${plan.name}`,
        { cryptoKey: key.id, state: plan.live ? "ENABLED" : "DISABLED" },
        { parent: this, protect: true },
      ),
    }));
    this.versionNames = Object.fromEntries(versions.map(({ plan, version }) => [plan.name, version.name]));
    this.publicKeys = pulumi.output(
      Object.fromEntries(
        versions
          .filter(({ plan }) => plan.published)
          .map(({ plan, version }) => [plan.name, publicKeyOf(key, version, this)]),
      ),
    );
    this.registerOutputs({});
  }
}

function publicKeyOf(
  key: gcp.kms.CryptoKey,
  version: gcp.kms.CryptoKeyVersion,
  parent: pulumi.Resource,
): pulumi.Output<PublicKey> {
  const found = gcp.kms.getKMSCryptoKeyVersionOutput(
    { cryptoKey: key.id, version: version.name.apply((name) => Number(name.split("/").at(-1))) },
    { parent },
  );
  return found.apply(
    ({ algorithm, publicKeys }): PublicKey => ({
      publicKeyPem: publicKeys[0]?.pem ?? "",
      // A version keeps the algorithm it was made with, whatever the template says today.
      algorithm: algorithm.startsWith("EC_SIGN_P256") ? "ES256" : "RS256",
    }),
  );
}
