/** The parts of a `google.api.Service` that the driver prints, as protobuf's JSON writes them: defaults are left out. */
export interface GoogleConfig {
  readonly http?: { readonly rules?: readonly HttpRule[] };
  readonly authentication?: {
    readonly providers?: readonly {
      readonly id?: string;
      readonly issuer?: string;
      readonly jwksUri?: string;
      readonly audiences?: string;
    }[];
    readonly rules?: readonly {
      readonly selector: string;
      readonly requirements?: readonly { readonly providerId: string; readonly audiences?: string }[];
    }[];
  };
  readonly usage?: {
    readonly rules?: readonly { readonly selector: string; readonly allowUnregisteredCalls?: boolean }[];
  };
  readonly quota?: {
    readonly limits?: readonly {
      readonly name: string;
      readonly metric: string;
      readonly values?: Readonly<Record<string, string>>;
    }[];
    readonly metricRules?: readonly {
      readonly selector: string;
      readonly metricCosts?: Readonly<Record<string, string>>;
    }[];
  };
  readonly endpoints?: readonly { readonly name?: string; readonly allowCors?: boolean }[];
}

export interface HttpRule {
  readonly selector: string;
  readonly get?: string;
  readonly put?: string;
  readonly post?: string;
  readonly delete?: string;
  readonly patch?: string;
  readonly custom?: { readonly kind: string; readonly path: string };
}
