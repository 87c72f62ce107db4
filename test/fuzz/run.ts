import { runSuite } from "../run-suite.ts";

// `npm run test:fuzz [FILTER…]`: bad input of every kind. LATCHKEY_FUZZ_SEED and LATCHKEY_FUZZ_SECONDS change the random part.
process.exitCode = await runSuite("bad input", "test/fuzz/vitest.config.ts", performance.now());
