import { buildEngine } from "./build-engine.ts";
import { EngineStack } from "./harness.ts";
import { keepRelease } from "./released-stack.ts";

// `node test/engine/keep-release.ts VERSION`: deploys the default stack and keeps it, so that later releases prove they upgrade it.
const [version] = process.argv.slice(2);
const engine = await buildEngine({ tell: (line) => process.stdout.write(`engine: ${line}\n`) });
if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
  process.stderr.write("usage: node test/engine/keep-release.ts VERSION\n");
  process.exitCode = 1;
} else if (engine.kind === "skipped") {
  process.stderr.write(`${engine.why}\n`);
  process.exitCode = 1;
} else {
  const stack = await EngineStack.create(engine.bin);
  try {
    const run = await stack.up();
    if (!run.ok) throw new Error(run.text);
    await keepRelease(stack, version);
    process.stdout.write(`kept release ${version}\n`);
  } finally {
    await stack.remove();
  }
}
