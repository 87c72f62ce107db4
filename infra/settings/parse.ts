import { parseConsumers } from "../../credentials/consumers.ts";
import { type Problem, tellProblem } from "../../errors/problem.ts";
import { gatewayRegions } from "../gateway-regions.ts";
import { bucketName } from "../names.ts";
import { settingKeys } from "../setting-keys.ts";
import { readDoors } from "./doors.ts";
import { findStrays } from "./find-strays.ts";
import { readIssuer } from "./issuer.ts";
import { readMaxTokenLifetime } from "./lifetime.ts";
import { memberRule } from "./member.ts";
import { SettingsReader } from "./reader.ts";
import { readService } from "./service.ts";
import type { Settings } from "./settings.ts";

/** Where the values of a stack come from. */
export interface SettingsSource {
  readonly stack: string;
  /** Full configuration keys (`gcp:project`, `latchkey:doors`) → text, structured values as JSON. */
  readonly config: Readonly<Record<string, string>>;
}

/** Google API keys a project may hold, and where it gets tight. @see google-facts §3 */
const keyLimit = { most: 300, warnFrom: 250 };

/**
 * Reads and checks a stack's configuration.
 *
 * @returns the settings, and every problem; with a problem the settings must not be used.
 */
export function parseSettings(source: SettingsSource): {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = findStrays(source.config);
  const google = new SettingsReader(underNamespace(source.config, "gcp"), "gcp:", problems);
  const ours = new SettingsReader(underNamespace(source.config, "latchkey"), "latchkey:", problems);
  ours.refuseUnknown(Object.keys(settingKeys));

  const project = google.requiredText("project", {
    pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    allowed: "a Google Cloud project id",
    missing: "no project is named; run `pulumi config set gcp:project PROJECT`",
  });
  const region = google.requiredText("region", {
    pattern: new RegExp(`^(${gatewayRegions.join("|")})$`),
    allowed: `a region that has API Gateway: ${gatewayRegions.join(", ")}`,
    missing: "no region is named; run `pulumi config set gcp:region europe-west1`",
  });
  const projectNumber = ours.requiredText("projectNumber", {
    pattern: /^\d{6,20}$/,
    allowed: "the project's number, all digits",
    missing: `is missing; \`gcloud projects describe ${project || "PROJECT"} --format 'value(projectNumber)'\` prints it`,
  });
  const name = readName(ours, source.stack);
  const service = readService(ours);
  const deadlineSeconds = ours.number("deadlineSeconds", { min: 1, max: 600 }) ?? 60;
  if (service.kind === "managed" && deadlineSeconds > service.timeoutSeconds) {
    ours.report(
      "deadlineSeconds",
      "is longer than the service's own timeout",
      `at most ${service.timeoutSeconds}`,
      deadlineSeconds,
    );
  }
  const doors = readDoors(ours);
  const apiKeys = ours.choice("apiKeys", ["google", "signed"] as const, "google");
  if (apiKeys === "signed" && ours.raw("signedKeysAreLogged") !== "accepted") {
    ours.report(
      "signedKeysAreLogged",
      "is not set, and Google's gateway writes whatever stands in x-api-key to its request log in clear",
      "accepted (only with the log's readers restricted), or apiKeys: google",
    );
  }
  const signingKeys = ours.list("signingKeys", {
    pattern: /^[a-z0-9][a-z0-9-]{0,29}$/,
    allowed: "short names such as one or 2026a",
  });
  const signingAlgorithm = ours.choice("signingAlgorithm", ["RS256", "ES256"] as const, "RS256");
  const parsed = parseConsumers(ours.raw("consumers"), {
    signingKeys,
    signingAlgorithm,
    keyKind: apiKeys,
    defaultMaxLifetimeSeconds: readMaxTokenLifetime(ours, apiKeys),
  });
  problems.push(...parsed.problems);
  const keys = parsed.consumers.reduce((sum, consumer) => sum + consumer.keys.length, 0);
  if (keys > keyLimit.most) {
    ours.report(
      "consumers",
      `hold ${keys} API keys, and Google allows ${keyLimit.most} in a project`,
      `at most ${keyLimit.most}; latchkey:apiKeys: signed has no such limit`,
      `${keys} keys`,
    );
  }
  const logs = ours.nested("requestLogs");
  logs.refuseUnknown(["readers", "retentionDays"]);
  const labels = ours.map("labels", {
    name: { pattern: /^[A-Za-z][\w .-]{0,62}$/, allowed: "a letter, then letters, digits, underscores and hyphens" },
    value: { allowed: "a text" },
  });

  return {
    problems,
    settings: {
      stack: source.stack,
      project,
      projectNumber,
      region,
      name,
      description: ours.text("description", { allowed: "the path of an OpenAPI file" }) ?? "openapi/api.yaml",
      overlays: ours.list("overlays", { pattern: /./, allowed: "paths of OpenAPI Overlay files" }),
      service,
      deadlineSeconds,
      ...doors,
      apiKeys,
      defaultSecurity: ours.choice("defaultSecurity", ["key", "token", "either"] as const, undefined),
      issuer: readIssuer(ours, { name, bucket: bucketName(project, source.stack) }),
      signingKeys,
      signingAlgorithm,
      minters: ours.list("minters", memberRule),
      consumers: parsed.consumers,
      requestLogs: {
        readers: logs.list("readers", memberRule),
        retentionDays: logs.number("retentionDays", { min: 1, max: 3650 }) ?? 30,
      },
      labels,
      warnings: [
        ...parsed.warnings.map(tellProblem),
        ...(keys > keyLimit.warnFrom
          ? [
              `${keys} of the ${keyLimit.most} API keys a project may hold are in use; latchkey:apiKeys: signed has no such limit`,
            ]
          : []),
      ],
    },
  };
}

function readName(ours: SettingsReader, stack: string): string {
  const rule = {
    pattern: /^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/,
    allowed: "a lower-case letter, then letters, digits and hyphens, at most 22 characters",
  };
  if (ours.has("name")) return ours.text("name", rule) ?? "";
  const name = `latchkey-${stack.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
  if (!rule.pattern.test(name))
    ours.report("name", `is not set, and ${name} (from the stack's name) does not fit`, rule.allowed, name);
  return name;
}

function underNamespace(config: Readonly<Record<string, string>>, namespace: string): Record<string, string> {
  const prefix = `${namespace}:`;
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}
