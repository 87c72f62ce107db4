import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/slow/**", "**/node_modules/**"],
    setupFiles: ["test/fixed-seed.ts"],
    pool: "forks",
    // A process per file would cost more than the tests; none of them leaves anything in the modules it loads.
    isolate: false,
    // By default one core stays idle; on a machine of two that is half of them.
    maxWorkers: "100%",
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters: ["default", "./test/closing-line.ts"],
    coverage: {
      provider: "v8",
      include: ["errors/**", "openapi/**", "credentials/**", "infra/**", "local/**", "scripts/**"],
    },
  },
});
