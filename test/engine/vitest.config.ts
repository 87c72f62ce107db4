import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    include: ["test/engine/scenarios/*.scenario.ts"],
    globalSetup: ["test/engine/global-setup.ts"],
    pool: "forks",
    // A run of the engine keeps one processor busy; scenarios of one file share nothing either.
    maxWorkers: 2,
    hookTimeout: 900_000,
  },
});
