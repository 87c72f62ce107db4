import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    include: ["test/google-compiler/suites/*.suite.ts"],
    globalSetup: ["test/google-compiler/global-setup.ts"],
    pool: "forks",
    // The generated descriptions keep two JVMs busy, and those both processors.
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 300_000,
    // Progress is told as it comes.
    disableConsoleIntercept: true,
  },
});
