import type { Finding, Place } from "./finding.ts";
import type { OverlayFile } from "./overlay/overlay.ts";
import type { ReadFile } from "./source/references.ts";
import type { Sources } from "./source/sources.ts";

/** A Google gateway with its own Api. `main` is the URL that is handed out. */
export type DoorName = "main" | "second";

/** What "key" means on this stack: a Google API key, or a token sent as `x-api-key`. */
export type KeyKind = "google" | "signed";

/** What one operation demands once its `security` is in normal form: at most one alternative with a key, one without. */
export interface Policy {
  /** The operation may be called by anybody. Then both alternatives are absent. */
  readonly open: boolean;
  /** A key, and a token of one of `tokens` when that is not empty. */
  readonly key?: { readonly tokens: readonly string[] };
  /** A token of any one of these schemes, without a key. */
  readonly tokens?: readonly string[];
}

/** One operation of the API description. */
export interface Operation {
  readonly operationId: string;
  /** Upper case. */
  readonly method: string;
  /** Base path and path as a Google path template. */
  readonly pathTemplate: string;
  readonly policy: Policy;
  readonly place: Place;
  /** Where its `security` stands, its own or the root's. */
  readonly securityPlace: Place;
}

/** Everything outside the description that a gateway document is made of. */
export interface CompileSettings {
  readonly doors: readonly DoorName[];
  /** Which alternative `main` demands where an operation says key OR token. */
  readonly mainDoor: "key" | "token";
  readonly apiKeys: KeyKind;
  /** What operations demand that have no `security` while the root has none. Absent: that is an error. */
  readonly defaultSecurity?: "key" | "token" | "either";
  readonly issuer: {
    readonly issuer: string;
    readonly jwksUri: string;
    readonly audience: string;
  };
  readonly backend: {
    /** Base URL of the private service, without a trailing slash. */
    readonly address: string;
    /** Audience of the gateway's ID token. */
    readonly audience: string;
    /** Seconds. */
    readonly deadlineSeconds: number;
    readonly protocol: "http/1.1" | "h2";
    /** After how many seconds the service itself ends a request; absent: not known. */
    readonly timeoutSeconds?: number;
  };
  /** Kids that are revoked: a digest of them becomes part of `info.version`, so a revocation makes a new configuration. */
  readonly revokedKids: readonly string[];
}

export interface CompileInput {
  /** Bytes of the API description. */
  readonly source: Uint8Array;
  /** Its path as the person wrote it, for findings. */
  readonly file: string;
  /** Reads what its `$ref`s lead to, by path beside `file`'s. Absent: there are no other files. */
  readonly read?: ReadFile;
  /** Laid over the description in this order before anything of it is read. */
  readonly overlays?: readonly OverlayFile[];
  readonly settings: CompileSettings;
}

export interface Compilation {
  /** In order of place. Any of severity `error` means: nothing may be deployed, and `documents` is empty. */
  readonly findings: readonly Finding[];
  readonly operations: readonly Operation[];
  /** Gateway document (Swagger 2.0, JSON, deterministic to the byte) of each door in `settings.doors`. */
  readonly documents: Readonly<Partial<Record<DoorName, string>>>;
  /** Doors where some operation demands a Google API key or has a quota: their managed service must be enabled. */
  readonly doorsWithKeys: readonly DoorName[];
  /** Door that takes a key, and door that takes an own token, where the description says key OR token; `main` where it never does. */
  readonly keyDoor: DoorName;
  readonly tokenDoor: DoorName;
  /** The files that were read. */
  readonly sources: Sources;
}
