import type { NumberRule, SettingsReader, TextRule } from "./reader.ts";

/** The private service: one of ours, or one that is already there and is only granted to. */
export type ServiceSettings = ManagedService | ExistingService;

/** A Cloud Run service of this stack. */
export interface ManagedService {
  readonly kind: "managed";
  readonly image: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Environment variable → Secret Manager secret and version. */
  readonly secrets: Readonly<Record<string, { readonly secret: string; readonly version: string }>>;
  /** e.g. `2`, or `500m` for half of one. */
  readonly cpu: string;
  /** e.g. `512Mi`. */
  readonly memory: string;
  /** Requests one instance serves at a time. */
  readonly concurrency: number;
  readonly minInstances: number;
  readonly maxInstances: number;
  readonly timeoutSeconds: number;
  readonly deletionProtection: boolean;
}

/** A Cloud Run service, or the one behind a 2nd-generation function, that somebody else deploys. */
export interface ExistingService {
  readonly kind: "existing";
  readonly name: string;
}

const managedKeys = [
  "image",
  "port",
  "env",
  "secrets",
  "cpu",
  "memory",
  "concurrency",
  "minInstances",
  "maxInstances",
  "timeoutSeconds",
  "deletionProtection",
];

/** What the texts of a service must look like. */
export const serviceTexts = {
  existing: {
    pattern: /^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/,
    allowed: "the name of a Cloud Run service: lower-case letters, digits and hyphens, at most 49",
  },
  function: {
    pattern: /^[a-zA-Z]([a-zA-Z0-9_-]{0,47}[a-zA-Z0-9])?$/,
    allowed: "the name of a 2nd-generation function",
  },
  image: {
    pattern: /^[^\s@:]+(\/[^\s@:]+)*(:\d+\/[^\s@:]+(\/[^\s@:]+)*)?(:[\w.-]+)?(@sha256:[0-9a-f]{64})?$/,
    allowed:
      "a container image such as europe-docker.pkg.dev/acme/web/orders:1.4.2, or existing: NAME, or function: NAME",
  },
  cpu: {
    pattern: /^([12468]|[89]\dm|[1-9]\d{2}m)$/,
    allowed: "1, 2, 4, 6 or 8, or thousandths of one from 80m to 999m",
  },
  memory: { pattern: /^[1-9]\d*(Mi|Gi)$/, allowed: "such as 512Mi or 2Gi" },
  variable: { pattern: /^[A-Za-z_][A-Za-z0-9_]*$/, allowed: "letters, digits and underscores" },
  secret: { pattern: /^[A-Za-z0-9_-]{1,255}$/, allowed: "the id of a Secret Manager secret in this project" },
  version: { pattern: /^(latest|[1-9]\d*)$/, allowed: "latest or a version number" },
} as const satisfies Record<string, TextRule>;

/** Ranges of a service's numbers. */
export const serviceNumbers = {
  port: { min: 1, max: 65_535 },
  concurrency: { min: 1, max: 1000 },
  minInstances: { min: 0, max: 1000 },
  maxInstances: { min: 1, max: 1000 },
  timeoutSeconds: { min: 1, max: 3600 },
  generation: { min: 1, max: 2 },
} as const satisfies Record<string, NumberRule>;

/** Reads `latchkey:service`. */
export function readService(settings: SettingsReader): ServiceSettings {
  const service = settings.nested("service");
  service.refuseUnknown([...managedKeys, "existing", "function", "generation"]);
  if (service.has("function")) return readFunction(service);
  if (service.has("existing")) return readExisting(service);
  return readManaged(service);
}

function readExisting(service: SettingsReader): ExistingService {
  refuseManagedKeys(service, "existing");
  return { kind: "existing", name: service.text("existing", serviceTexts.existing) ?? "" };
}

function readFunction(service: SettingsReader): ExistingService {
  refuseManagedKeys(service, "function");
  if (service.number("generation", serviceNumbers.generation) === 1) {
    service.report(
      "generation",
      "a 1st-generation function has no Cloud Run service behind it, so run.invoker cannot open it to the gateway alone",
      "2; upgrade the function to the 2nd generation first",
    );
  }
  const name = service.text("function", serviceTexts.function);
  // Cloud Functions names the service after the function, in lower case and with hyphens.
  return { kind: "existing", name: (name ?? "").toLowerCase().replaceAll("_", "-") };
}

function refuseManagedKeys(service: SettingsReader, other: string): void {
  for (const key of managedKeys) {
    if (service.has(key))
      service.report(key, `cannot stand beside ${other}: that service is deployed elsewhere`, `only ${other}`);
  }
}

function readManaged(service: SettingsReader): ManagedService {
  const minInstances = service.number("minInstances", serviceNumbers.minInstances) ?? 0;
  const maxInstances = service.number("maxInstances", serviceNumbers.maxInstances) ?? Math.max(10, minInstances);
  if (maxInstances < minInstances)
    service.report("maxInstances", "is less than minInstances", `at least ${minInstances}`);
  const cpu = service.text("cpu", serviceTexts.cpu) ?? "1";
  return {
    kind: "managed",
    image: service.requiredText("image", {
      ...serviceTexts.image,
      missing: "nothing says which service the gateway stands in front of",
    }),
    port: service.number("port", serviceNumbers.port) ?? 8080,
    env: service.map("env", {
      name: serviceTexts.variable,
      value: { allowed: "a text" },
    }),
    secrets: readSecrets(service),
    cpu,
    memory: service.text("memory", serviceTexts.memory) ?? "512Mi",
    concurrency: readConcurrency(service, cpu),
    minInstances,
    maxInstances,
    timeoutSeconds: service.number("timeoutSeconds", serviceNumbers.timeoutSeconds) ?? 300,
    deletionProtection: service.flag("deletionProtection", true),
  };
}

/** Cloud Run gives an instance with less than one CPU one request at a time. @see https://cloud.google.com/run/docs/configuring/services/cpu */
function readConcurrency(service: SettingsReader, cpu: string): number {
  const isFraction = cpu.endsWith("m");
  const concurrency = service.number("concurrency", serviceNumbers.concurrency) ?? (isFraction ? 1 : 80);
  if (isFraction && concurrency > 1) service.report("concurrency", "needs at least one whole CPU", "1, or cpu: 1");
  return concurrency;
}

function readSecrets(service: SettingsReader): ManagedService["secrets"] {
  const secrets: Record<string, { secret: string; version: string }> = {};
  const reader = service.nested("secrets");
  for (const variable of Object.keys(service.object("secrets") ?? {})) {
    if (!serviceTexts.variable.pattern.test(variable)) {
      reader.report(variable, "is not the name of an environment variable", serviceTexts.variable.allowed);
      continue;
    }
    const entry = reader.nested(variable);
    entry.refuseUnknown(["secret", "version"]);
    secrets[variable] = {
      secret: entry.requiredText("secret", {
        ...serviceTexts.secret,
        missing: "no secret is named",
      }),
      version: entry.text("version", serviceTexts.version) ?? "latest",
    };
  }
  return secrets;
}
