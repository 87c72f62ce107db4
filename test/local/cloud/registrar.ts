import { type CloudOptions, createCloud, type LoopbackCloud } from "../../../local/cloud/cloud.ts";
import type { CloudState } from "../../../local/cloud/state.ts";
import type { Made, Registration } from "../../../local/engine/cloud.ts";
import { type Marked, UNKNOWN } from "../../../local/engine/graph.ts";

export const PROJECT = "acme-dev";
export const PROJECT_NUMBER = "123456789012";
export const REGION = "europe-west1";
export const NOW = Date.parse("2026-11-23T12:00:00Z");
export const unknown: Marked = { [UNKNOWN]: true };

/** APIs whose resources the tests make. */
export const APIS = ["apigateway", "apikeys", "cloudkms", "iam", "run", "secretmanager"];

export type Inputs = Readonly<Record<string, Marked>>;

/** One evaluation of a program, written as the registrations it would make. */
export class Registrar {
  readonly cloud: LoopbackCloud;
  readonly preview: boolean;

  constructor(state?: CloudState, options: CloudOptions & { preview?: boolean } = {}) {
    this.preview = options.preview ?? false;
    this.cloud = createCloud(state, { now: () => NOW, projectNumber: PROJECT_NUMBER, ...options });
  }

  /** Registers the provider and enables every API the tests need. */
  async begin(): Promise<this> {
    const project = { project: PROJECT, region: REGION, addPulumiAttributionLabel: "false" };
    await this.make("pulumi:providers:gcp", "gcp", project);
    for (const api of APIS) await this.enable(`${api}.googleapis.com`, api);
    return this;
  }

  enable(service: string, name = service): Promise<Made> {
    return this.make("gcp:projects/service:Service", name, { service, disableOnDestroy: false });
  }

  make(type: string, name: string, inputs: Inputs, more: Partial<Registration> = {}): Promise<Made> {
    return this.cloud.register(
      { urn: urn(type, name), type, name, inputs, formerUrns: [], protect: false, retainOnDelete: false, ...more },
      this.preview,
    );
  }

  /** Ends the program. */
  async end(): Promise<CloudState> {
    await this.cloud.finish();
    return this.cloud.state();
  }
}

export function urn(type: string, name: string): string {
  return `urn:pulumi:dev::latchkey::${type}::${name}`;
}

/** A base64 gateway document. */
export function document(text = '{"swagger":"2.0"}'): Inputs {
  return { document: { path: "main.json", contents: Buffer.from(text).toString("base64") } };
}

/** Everything between a caller and the private service, with one key. */
export async function makeStack(registrar: Registrar, text?: string): Promise<Record<string, Made>> {
  await registrar.begin();
  const { preview } = registrar;
  const made: Record<string, Made> = {};
  const id = (name: string): Marked => made[name]?.id || unknown;
  made.account = await registrar.make("gcp:serviceaccount/account:Account", "gateway", { accountId: "orders-gateway" });
  const email = made.account.outputs.email ?? unknown;
  made.service = await registrar.make("gcp:cloudrunv2/service:Service", "orders", {
    name: "orders",
    location: REGION,
    template: { timeout: "30s" },
    deletionProtection: false,
  });
  made.grant = await registrar.make("gcp:cloudrunv2/serviceIamMember:ServiceIamMember", "invoker", {
    name: "orders",
    location: REGION,
    role: "roles/run.invoker",
    member: made.account.outputs.member ?? unknown,
  });
  made.api = await registrar.make("gcp:apigateway/api:Api", "main", { apiId: "orders-main" });
  made.config = await registrar.make("gcp:apigateway/apiConfig:ApiConfig", "main", {
    api: "orders-main",
    apiConfigIdPrefix: "main-0123456789ab-",
    openapiDocuments: [document(text)],
    gatewayConfig: { backendConfig: { googleServiceAccount: email } },
  });
  made.gateway = await registrar.make("gcp:apigateway/gateway:Gateway", "main", {
    gatewayId: "orders-main",
    apiConfig: id("config"),
  });
  const service = made.api.outputs.managedService ?? unknown;
  made.enabled = await registrar.make("gcp:projects/service:Service", "managed", { service, disableOnDestroy: true });
  made.key = await registrar.make("gcp:projects/apiKey:ApiKey", "acme-1", {
    restrictions: { apiTargets: [{ service }] },
  });
  made.bucket = await registrar.make("gcp:storage/bucket:Bucket", "keys", { name: "latchkey-keys", location: REGION });
  made.public = await registrar.make("gcp:storage/bucketIAMMember:BucketIAMMember", "public", {
    bucket: "latchkey-keys",
    role: "roles/storage.legacyObjectReader",
    member: "allUsers",
  });
  made.jwks = await registrar.make("gcp:storage/bucketObject:BucketObject", "jwks", {
    bucket: "latchkey-keys",
    name: "jwks.json",
    content: '{"keys":[]}',
    contentType: "application/json",
    cacheControl: "no-store",
  });
  if (!preview) await registrar.cloud.finish();
  return made;
}
