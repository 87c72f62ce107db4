import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** Other people's API descriptions. `run.ts` installs them first. */
export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: { include: ["test/strangers/*.suite.ts"], pool: "forks", testTimeout: 180_000 },
});
