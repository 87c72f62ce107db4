/**
 * What Google's compiler makes of a gateway document: the part of the service configuration that decides about requests.
 *
 * @see gateway-semantics §1 and §5; google-facts §2
 */
export interface ServiceConfig {
  /** Tokens the gateway can verify, by scheme name. */
  readonly providers: readonly JwtProvider[];
  /** One per operation of the document, in document order. */
  readonly methods: readonly Method[];
  /** `x-google-endpoints[].allowCors`. */
  readonly allowCors: boolean;
  readonly quotaLimits: readonly QuotaLimit[];
}

/** One `oauth2` security definition. */
export interface JwtProvider {
  /** Name of the security definition. */
  readonly id: string;
  /** Compared byte for byte with `iss`. */
  readonly issuer: string;
  /** Where the key set is; absent: found by OpenID discovery on the issuer. */
  readonly jwksUri?: string;
  /** Empty: only `https://<managed service>` is accepted. */
  readonly audiences: readonly string[];
  /** Where a token is looked for, already filled with Google's defaults. */
  readonly locations: readonly JwtLocation[];
}

/** A place in the request that may hold a token. */
export type JwtLocation = { readonly header: string; readonly valuePrefix: string } | { readonly query: string };

export type PathTranslation = "APPEND_PATH_TO_ADDRESS" | "CONSTANT_ADDRESS";

export interface Backend {
  /** Empty where only a deadline is given, which API Gateway refuses. */
  readonly address: string;
  readonly pathTranslation: PathTranslation;
  /** Audience of the ID token sent to the backend; absent with `disableAuth`. */
  readonly jwtAudience?: string;
  /** No ID token is made; the caller's `Authorization` reaches the backend. */
  readonly disableAuth: boolean;
  /** Seconds until the gateway answers 504. */
  readonly deadlineSeconds: number;
  readonly protocol: "http/1.1" | "h2";
}

/** One operation, as the gateway serves it. */
export interface Method {
  /** e.g. `1.orders.ListOrders`. */
  readonly selector: string;
  readonly operationId: string;
  /** Upper case. */
  readonly httpMethod: string;
  /** Base path and path, in Google's template grammar, e.g. `/v1/orders/{order_id}` or `/{path=**}`. */
  readonly pathTemplate: string;
  /** False: the key is neither demanded nor looked at. */
  readonly apiKeyRequired: boolean;
  /** Any one of these is demanded; empty: tokens are not looked at. */
  readonly providerIds: readonly string[];
  /** Audiences demanded here instead of the provider's own, by provider; only from the legacy `x-security`. */
  readonly audiencesHere?: Readonly<Record<string, readonly string[]>>;
  /** Spelling of path variables in the document where the template's differs; CONSTANT_ADDRESS queries use it. */
  readonly jsonNames?: Readonly<Record<string, string>>;
  readonly backend?: Backend;
  /** Cost per quota metric. */
  readonly metricCosts: Readonly<Record<string, number>>;
}

export interface QuotaLimit {
  readonly name: string;
  readonly metric: string;
  /** Units per minute and consumer project. */
  readonly perMinute: number;
}
