import { existsSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { projectRoot } from "./project-root.ts";

/**
 * The folder that the API description is named relative to: where the Pulumi.yaml of the running stack is.
 *
 * Older language hosts name the program's folder, or nothing that exists; then it is this project's own.
 */
export function stackRoot(): string {
  const told = pulumi.getRootDirectory();
  return existsSync(join(told, "Pulumi.yaml")) ? told : projectRoot;
}
