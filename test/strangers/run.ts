import { installPackages } from "../install-packages.ts";
import { runSuite } from "../run-suite.ts";

// `npm run test:strangers [FILTER…]`: other people's API descriptions. Exit code 0 also where the registry cannot be reached.
const started = performance.now();
const why = await installPackages(import.meta.dirname);
if (why !== undefined) {
  const isRequired = process.env.CI !== undefined && process.env.CI !== "";
  process.stdout.write(`strangers skipped: ${why}\n`);
  process.exitCode = isRequired ? 1 : 0;
} else {
  process.exitCode = await runSuite("strangers", "test/strangers/vitest.config.ts", started);
}
