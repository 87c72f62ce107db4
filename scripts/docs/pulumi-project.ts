import { Document } from "yaml";
import { oldestCli } from "../../infra/oldest-cli.ts";
import { entries } from "./settings-page.ts";

/** The Pulumi CLI demands a value for every declared setting without a default; empty means "not set" to us. */
const empty = { string: "", integer: 60, array: [], object: {} } as const;

/** Renders Pulumi.yaml: the program's entry and the typed, described settings. */
export function pulumiProject(): string {
  const config = Object.fromEntries(
    entries().map(([key, { type, description }]) => [
      `latchkey:${key}`,
      {
        type,
        ...(type === "array" && { items: { type: "string" } }),
        description,
        default: key === "doors" ? ["main"] : empty[type],
      },
    ]),
  );
  const project = {
    name: "latchkey",
    description: "Long-lived API keys and tokens for a private Cloud Run service, behind Google API Gateway",
    main: "infra/main.js",
    requiredPulumiVersion: `>=${oldestCli}`,
    runtime: { name: "nodejs", options: { typescript: false, packagemanager: "npm" } },
    config,
  };
  return new Document(project, { aliasDuplicateObjects: false }).toString({ lineWidth: 120 });
}
