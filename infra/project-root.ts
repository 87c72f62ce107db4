import { resolve } from "node:path";

/** Root of the project, where Pulumi.yaml stands. API descriptions are named relative to it. */
export const projectRoot = resolve(import.meta.dirname, "..");
