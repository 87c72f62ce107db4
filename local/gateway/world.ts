/** First error of a Service Control check, e.g. `API_KEY_NOT_FOUND`. @see gateway-semantics §2.3 */
export type CheckError =
  | "API_KEY_INVALID"
  | "API_KEY_NOT_FOUND"
  | "API_KEY_EXPIRED"
  | "NOT_FOUND"
  | "PROJECT_INVALID"
  | "SERVICE_NOT_ACTIVATED"
  | "PERMISSION_DENIED"
  | "IP_ADDRESS_BLOCKED"
  | "REFERER_BLOCKED"
  | "CLIENT_APP_BLOCKED"
  | "API_TARGET_BLOCKED"
  | "PROJECT_DELETED"
  | "BILLING_DISABLED"
  | "INVALID_CREDENTIAL"
  | "CONSUMER_INVALID"
  | "RESOURCE_EXHAUSTED";

export interface KeyCheck {
  readonly apiKey: string;
  /** Managed service of the door that asks. */
  readonly service: string;
  /** Operation selector, e.g. `1.orders.ListOrders`. */
  readonly operation: string;
  /** Client address for IP restrictions. */
  readonly callerIp: string;
  readonly referer?: string;
}

export type KeyCheckAnswer =
  | { readonly ok: true; readonly consumerProjectNumber: string; readonly keyUid: string }
  | { readonly ok: false; readonly error: CheckError };

/** Everything the gateway reaches outside itself. On loopback it is answered from the graph. */
export interface World {
  /** Fetches a key set or discovery document. Rejects when the host cannot be reached. */
  fetchText(url: string): Promise<{ readonly status: number; readonly body: string }>;
  /** Service Control's CHECK. Rejects when Service Control cannot be reached (the gateway then fails open, as Google's does). */
  checkKey(check: KeyCheck): Promise<KeyCheckAnswer>;
  /** Google ID token of the gateway's service account. Rejects when none can be had. */
  idToken(serviceAccountEmail: string, audience: string): Promise<string>;
  /** Where a backend address really is, e.g. `https://orders-123.europe-west1.run.app` on a loopback port. */
  locate(address: string): { readonly protocol: "http:" | "https:"; readonly host: string; readonly port: number };
}
