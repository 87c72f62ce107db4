import * as pulumi from "@pulumi/pulumi";
import type { Consumer } from "../credentials/consumer.ts";
import { discoveryDocument } from "../credentials/discovery.ts";
import { buildKeySet } from "../credentials/key-set.ts";
import { publishedGenerations } from "../credentials/published.ts";
import { planSigningKeys } from "./plan-signing-keys.ts";
import type { ProjectServices } from "./project-services.ts";
import { PublicKeySet } from "./public-key-set.ts";
import type { IssuerSettings } from "./settings/settings.ts";
import { type PublicKey, SigningKeys } from "./signing-keys.ts";

/** Inputs of {@link TokenIssuer}. */
export interface TokenIssuerArgs {
  /** Google Cloud project id, e.g. `acme-dev`. */
  readonly project: string;
  /** Region of everything regional in it, e.g. `europe-west1`. */
  readonly region: string;
  /** The issuer's contract strings and where its key set is. */
  readonly issuer: IssuerSettings;
  /** Bucket of the key set, when the stack hosts it. */
  readonly bucketName: string;
  /** Names of the signing keys, oldest first. */
  readonly signingKeys: readonly string[];
  /** Algorithm of new signing keys. */
  readonly signingAlgorithm: "RS256" | "ES256";
  /** IAM members who may sign. */
  readonly minters: readonly string[];
  /** Everybody who holds token generations. */
  readonly consumers: readonly Consumer[];
  /** The enabled Google APIs, waited for. */
  readonly services: ProjectServices;
}

/** The stack's own issuer: signing keys in KMS and the key set that gateways verify tokens with. */
export class TokenIssuer extends pulumi.ComponentResource {
  /** What must be live before a gateway config names the key set. */
  readonly live: readonly pulumi.Resource[];
  /** Text of the key set. */
  readonly keySet: pulumi.Output<string>;
  /** KMS version of each signing key, for whoever signs. */
  readonly signingKeyVersions: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: TokenIssuerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("latchkey:index:TokenIssuer", name, {}, opts);
    const { project, region, services } = args;
    const host =
      args.issuer.host === "bucket"
        ? new PublicKeySet(
            `${name}-key-set`,
            { project, region, services, bucketName: args.bucketName },
            { parent: this },
          )
        : undefined;
    const keys = new SigningKeys(
      `${name}-signing`,
      {
        project,
        region,
        services,
        algorithm: args.signingAlgorithm,
        keys: planSigningKeys(args.signingKeys, args.consumers),
        minters: args.minters,
        after: host ? [host.readable] : [],
      },
      { parent: this },
    );
    this.keySet = keys.publicKeys.apply((publicKeys) => keySetText(args.consumers, publicKeys));
    this.live = host
      ? [
          host.publish("jwks", "jwks.json", this.keySet),
          host.publish("discovery", ".well-known/openid-configuration", discoveryDocument(args.issuer)),
        ]
      : [];
    this.signingKeyVersions = keys.versionNames;
    this.registerOutputs({});
  }
}

function keySetText(consumers: readonly Consumer[], publicKeys: Readonly<Record<string, PublicKey>>): string {
  return buildKeySet(
    publishedGenerations(consumers).map(({ kid, signingKey }) => {
      const key = publicKeys[signingKey];
      if (!key) throw new Error(`no public key was looked up for signing key ${signingKey}`);
      return { kid, ...key };
    }),
  );
}
