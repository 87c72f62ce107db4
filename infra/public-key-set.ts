import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { ProjectServices } from "./project-services.ts";

/** Inputs of {@link PublicKeySet}. */
export interface PublicKeySetArgs {
  /** Google Cloud project id, e.g. `acme-dev`. */
  readonly project: string;
  /** Name of the bucket; it never changes. */
  readonly bucketName: string;
  /** Location of the bucket, e.g. `europe-west1`. */
  readonly region: string;
  /** The enabled Google APIs, waited for. */
  readonly services: ProjectServices;
}

/**
 * The one public thing of a stack: a bucket that the world may read by name, but not list.
 *
 * It is protected and retained: whoever takes over a freed bucket name decides which tokens are good.
 */
export class PublicKeySet extends pulumi.ComponentResource {
  /** Made right after the bucket, so that an organisation policy refuses it within seconds. */
  readonly readable: gcp.storage.BucketIAMMember;
  readonly #name: string;
  readonly #bucket: gcp.storage.Bucket;

  constructor(name: string, args: PublicKeySetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("latchkey:index:PublicKeySet", name, {}, opts);
    this.#name = name;
    this.#bucket = new gcp.storage.Bucket(
      `${name}-bucket`,
      {
        project: args.project,
        name: args.bucketName,
        location: args.region.toUpperCase(),
        uniformBucketLevelAccess: true,
        publicAccessPrevention: "inherited",
        versioning: { enabled: true },
        forceDestroy: false,
      },
      { parent: this, protect: true, retainOnDelete: true, dependsOn: args.services.enabled("storage") },
    );
    this.readable = new gcp.storage.BucketIAMMember(
      `${name}-readable`,
      { bucket: this.#bucket.name, role: "roles/storage.legacyObjectReader", member: "allUsers" },
      { parent: this },
    );
    this.registerOutputs({});
  }

  /** Publishes one object. `no-store` from the first day: a changed `Cache-Control` would replace the object. */
  publish(name: string, objectName: string, content: pulumi.Input<string>): gcp.storage.BucketObject {
    return new gcp.storage.BucketObject(
      `${this.#name}-${name}`,
      {
        bucket: this.#bucket.name,
        name: objectName,
        content,
        contentType: "application/json",
        cacheControl: "no-store",
      },
      { parent: this, retainOnDelete: true, dependsOn: [this.readable] },
    );
  }
}
