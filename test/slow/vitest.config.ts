import { defineConfig } from "vitest/config";

/** Tests that take too long for every save. CI runs them after the others. */
export default defineConfig({
  test: {
    include: ["test/slow/**/*.test.ts"],
    pool: "forks",
    testTimeout: 60_000,
    reporters: ["dot", "./test/closing-line.ts"],
  },
});
