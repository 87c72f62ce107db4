import { defineConfig } from "vitest/config";

/** Tests that take too long for every save. CI runs them after the others. */
export default defineConfig({
  test: {
    include: ["test/slow/**/*.test.ts"],
    setupFiles: ["test/fixed-seed.ts"],
    pool: "forks",
    maxWorkers: "100%",
    testTimeout: 60_000,
    reporters: ["default", "./test/closing-line.ts"],
  },
});
