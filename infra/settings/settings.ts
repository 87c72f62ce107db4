import type { Consumer } from "../../credentials/consumer.ts";
import type { Problem } from "../../errors/problem.ts";
import type { CompileSettings, DoorName, KeyKind } from "../../openapi/compilation.ts";
import type { ServiceSettings } from "./service.ts";

/** Everything a stack's configuration says, checked. */
export interface Settings {
  /** Pulumi stack, e.g. `dev`. */
  readonly stack: string;
  /** Google Cloud project id. */
  readonly project: string;
  readonly projectNumber: string;
  readonly region: string;
  /** Base of every fixed name, at most 22 characters. */
  readonly name: string;
  /** Path of the API description, relative to the project root. */
  readonly description: string;
  /** Paths of OpenAPI Overlays, relative to the project root, in the order in which they are applied. */
  readonly overlays: readonly string[];
  readonly service: ServiceSettings;
  readonly deadlineSeconds: number;
  readonly doors: readonly DoorName[];
  /** Doors whose protection is lifted so that the next deployment may drop them. */
  readonly retiringDoors: readonly DoorName[];
  readonly mainDoor: "key" | "token";
  readonly apiKeys: KeyKind;
  /** What operations demand where the API description has no `security`; absent: that is an error. */
  readonly defaultSecurity?: CompileSettings["defaultSecurity"];
  readonly issuer: IssuerSettings;
  /** Oldest first; empty: the stack issues no tokens. */
  readonly signingKeys: readonly string[];
  readonly signingAlgorithm: "RS256" | "ES256";
  /** IAM members, e.g. `group:platform@example.com`. */
  readonly minters: readonly string[];
  readonly consumers: readonly Consumer[];
  /** What `latchkey diff` calls a change, e.g. `access_lost GET /orders` → why it is meant. */
  readonly acceptedChanges: Readonly<Record<string, string>>;
  readonly requestLogs: { readonly readers: readonly string[]; readonly retentionDays: number };
  readonly labels: Readonly<Record<string, string>>;
  /** Things worth saying that do not stop a deployment. */
  readonly warnings: readonly Problem[];
}

/** The own issuer. `issuer` and `audience` are contract strings: they sit in year-long tokens. */
export interface IssuerSettings {
  readonly host: "bucket" | "url";
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
}
