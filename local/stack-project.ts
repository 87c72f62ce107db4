import { type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";
import type { StackFile } from "./stack-file.ts";

/** What can be wrong with the project of a stack that is served. */
export const stackProjectErrors = {
  project_changed: {
    message: "gcp:project was {before} when this stack was started, and is {now} now",
    fix: "stop it and start it again; each project has its own keys on loopback",
  },
} as const satisfies Record<string, ErrorText>;

/** Folder for the state of a stack's project: a project of its own in Google Cloud is one on loopback, too. */
export function projectFolder(file: StackFile): string {
  const project = file.config["gcp:project"] ?? "";
  return /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project) ? project : "no-project";
}

/** @throws {LatchkeyError} `project_changed`: another project has a state of its own, which only a start opens. */
export function refuseOtherProject(before: StackFile, now: StackFile): void {
  if (projectFolder(before) === projectFolder(now)) return;
  throw new LatchkeyError("project_changed", stackProjectErrors.project_changed, {
    before: before.config["gcp:project"] ?? "missing",
    now: now.config["gcp:project"] ?? "missing",
  });
}
