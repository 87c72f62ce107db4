import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** Bad input of every kind. */
export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: { include: ["test/fuzz/*.suite.ts"], pool: "forks", maxWorkers: 2, testTimeout: 90_000 },
});
