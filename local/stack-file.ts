import { join } from "node:path";
import { type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";
import { readYaml } from "./read-yaml.ts";

/** A stack's configuration as the Pulumi CLI hands it to the program. */
export interface StackFile {
  /** Name of the Pulumi project. */
  readonly project: string;
  readonly stack: string;
  /** Full keys → text; structured values as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Path of `Pulumi.<stack>.yaml`. */
  readonly path: string;
}

/** What can be wrong with the files that configure a stack. */
export const stackFileErrors = {
  stack_name: {
    message: "{stack} is not a stack name",
    fix: "use letters, digits, hyphens, underscores and dots, such as dev",
  },
  project_missing: {
    message: "there is no Pulumi.yaml in {root}",
    fix: "run it in the project's folder, or name that with --cwd",
  },
  project_shape: { message: "Pulumi.yaml names no project", fix: "give it a name, such as `name: latchkey`" },
  stack_missing: {
    message: "there is no {file}",
    fix: "name a stack that has one with --stack, or copy Pulumi.dev.yaml",
  },
  stack_shape: { message: "{file} holds no map of settings under `config:`", fix: "start the file with `config:`" },
  stack_secret: {
    message: "{key} in {file} is encrypted, and loopback has no way to decrypt it",
    fix: "no setting of latchkey is a secret: set it without --secret",
  },
} as const satisfies Record<string, ErrorText>;

/** A stack's configuration file cannot be used. */
export class StackFileError extends LatchkeyError {
  constructor(code: keyof typeof stackFileErrors, details: Record<string, string | number>) {
    super(code, stackFileErrors[code], details);
  }
}

/**
 * Reads `Pulumi.yaml` and `Pulumi.<stack>.yaml` the way the Pulumi CLI would, without it.
 *
 * @param root - folder of both files.
 * @throws {StackFileError | YamlFileError}
 */
export async function readStackFile(root: string, stack: string): Promise<StackFile> {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(stack)) throw new StackFileError("stack_name", { stack });
  const file = `Pulumi.${stack}.yaml`;
  const [project, own] = await Promise.all([readYaml(root, "Pulumi.yaml"), readYaml(root, file)]);
  if (project === undefined) throw new StackFileError("project_missing", { root });
  if (own === undefined) throw new StackFileError("stack_missing", { file });
  if (!isMap(project.value) || typeof project.value.name !== "string" || project.value.name === "") {
    throw new StackFileError("project_shape", {});
  }
  const { name, config: shared } = project.value;
  const config = isMap(own.value) ? own.value.config : undefined;
  if (!isMap(config)) throw new StackFileError("stack_shape", { file });
  for (const [key, value] of Object.entries(config)) refuseSecret(key, value, file);
  const values = { ...defaults(name, isMap(shared) ? shared : {}), ...config };
  return {
    project: name,
    stack,
    config: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, asText(value)])),
    path: join(root, file),
  };
}

/** What `Pulumi.yaml` sets for every stack: `key: { value }` or `{ default }`, or the value itself. */
function defaults(project: string, shared: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shared).flatMap(([key, entry]) => {
      const value = isMap(entry) ? (entry.value ?? entry.default) : entry;
      return value === undefined ? [] : [[key.includes(":") ? key : `${project}:${key}`, value]];
    }),
  );
}

function refuseSecret(key: string, value: unknown, file: string): void {
  if (typeof value !== "object" || value === null) return;
  if (Object.keys(value).length === 1 && "secure" in value) throw new StackFileError("stack_secret", { key, file });
  for (const [name, item] of Object.entries(value)) {
    refuseSecret(Array.isArray(value) ? `${key}[${name}]` : `${key}.${name}`, item, file);
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
