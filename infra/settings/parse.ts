import { parseConsumers } from "../../credentials/consumers.ts";
import type { Problem } from "../../errors/problem.ts";
import { bucketName } from "../names.ts";
import { settingKeys } from "../setting-keys.ts";
import { readDoors } from "./doors.ts";
import { findStrays } from "./find-strays.ts";
import { readIssuer } from "./issuer.ts";
import { readMaxTokenLifetime } from "./lifetime.ts";
import { memberRule } from "./member.ts";
import { SettingsReader } from "./reader.ts";
import { choices, numbers, texts } from "./rules.ts";
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
    ...texts.project,
    missing: "no project is named; run `pulumi config set gcp:project PROJECT`",
  });
  const region = google.requiredText("region", {
    ...texts.region,
    missing: "no region is named; run `pulumi config set gcp:region europe-west1`",
  });
  const projectNumber = ours.requiredText("projectNumber", {
    ...texts.projectNumber,
    missing: `is missing; \`gcloud projects describe ${project || "PROJECT"} --format 'value(projectNumber)'\` prints it`,
  });
  const name = readName(ours, source.stack);
  const service = readService(ours);
  const deadlineSeconds = ours.number("deadlineSeconds", numbers.deadlineSeconds) ?? 60;
  if (service.kind === "managed" && deadlineSeconds > service.timeoutSeconds) {
    ours.report(
      "deadlineSeconds",
      "is longer than the service's own timeout",
      `at most ${service.timeoutSeconds}`,
      deadlineSeconds,
    );
  }
  const doors = readDoors(ours);
  const apiKeys = ours.choice("apiKeys", choices.apiKeys, "google");
  if (apiKeys === "signed" && ours.raw("signedKeysAreLogged") !== "accepted") {
    ours.report(
      "signedKeysAreLogged",
      "is not set, and Google's gateway writes whatever stands in x-api-key to its request log in clear",
      "accepted (only with the log's readers restricted), or apiKeys: google",
    );
  }
  const signingKeys = ours.list("signingKeys", texts.signingKeys);
  const signingAlgorithm = ours.choice("signingAlgorithm", choices.signingAlgorithm, "RS256");
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
  const acceptedChanges = ours.map("acceptedChanges", { name: texts.acceptedChange, value: texts.acceptedReason });
  const labels = ours.map("labels", {
    name: texts.labelName,
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
      description: ours.text("description", texts.description) ?? "openapi/api.yaml",
      overlays: ours.list("overlays", texts.overlays),
      service,
      deadlineSeconds,
      ...doors,
      apiKeys,
      defaultSecurity: ours.choice("defaultSecurity", choices.defaultSecurity, undefined),
      issuer: readIssuer(ours, { name, bucket: bucketName(project, source.stack) }),
      signingKeys,
      signingAlgorithm,
      minters: ours.list("minters", memberRule),
      consumers: parsed.consumers,
      acceptedChanges,
      requestLogs: {
        readers: logs.list("readers", memberRule),
        retentionDays: logs.number("retentionDays", numbers.retentionDays) ?? 30,
      },
      labels,
      warnings: [
        ...parsed.warnings,
        ...(keys > keyLimit.warnFrom
          ? [
              {
                key: ours.path("consumers"),
                seen: `${keys} API keys`,
                allowed: `at most ${keyLimit.most}; latchkey:apiKeys: signed has no such limit`,
                message: "hold nearly as many API keys as Google allows in a project",
              },
            ]
          : []),
      ],
    },
  };
}

function readName(ours: SettingsReader, stack: string): string {
  const rule = texts.name;
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
