// Plain JavaScript, so that even a Node that cannot strip types gets as far as this message.
import module from "node:module";
import { fileURLToPath } from "node:url";
import { log, RunError, runtime } from "@pulumi/pulumi";

if (!process.features.typescript) {
  throw new RunError(
    `Node ${process.versions.node} cannot run TypeScript. Run \`npm run pulumi -- up\`, which brings Node 24, or install Node 22.18 or newer.`,
  );
}

// The SDK's debug messages carry the answer to every registration, API keys in clear, and `pulumi up --debug` prints them.
Object.assign(log, { debug: () => Promise.resolve() });
// The SDK's runner reads the source maps of whatever stands in a stack; types that are stripped move nothing.
Reflect.deleteProperty(Error, "prepareStackTrace");
module.enableCompileCache?.(fileURLToPath(new URL("../node_modules/.cache/latchkey/compile", import.meta.url)));

/** Evaluates the program; a user's mistake ends it with its message alone, without a stack trace. */
export default async function main() {
  const { oldestCli } = await import("./oldest-cli.ts");
  // CLIs that know requiredPulumiVersion in Pulumi.yaml have refused already.
  await runtime.requirePulumiVersion(`>=${oldestCli}`).catch(() => {
    throw new RunError(`Pulumi ${oldestCli} or newer is needed. Update it: https://www.pulumi.com/docs/install/`);
  });
  const { default: program } = await import("./index.ts");
  const { LatchkeyError } = await import("../errors/latchkey-error.ts");
  try {
    return await program();
  } catch (error) {
    if (error instanceof LatchkeyError) throw new RunError(`${error.message}\n${error.fix}`);
    throw error;
  }
}
