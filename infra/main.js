// Plain JavaScript, so that even a Node that cannot strip types gets as far as this message.
import { RunError } from "@pulumi/pulumi";

if (!process.features.typescript) {
  throw new RunError(
    `Node ${process.versions.node} cannot run TypeScript. Run \`npm run pulumi -- up\`, which brings Node 24, or install Node 22.18 or newer.`,
  );
}

/** Evaluates the program; a user's mistake ends it with its message alone, without a stack trace. */
export default async function main() {
  const { default: program } = await import("./index.ts");
  const { LatchkeyError } = await import("../errors/latchkey-error.ts");
  try {
    return await program();
  } catch (error) {
    if (error instanceof LatchkeyError) throw new RunError(`${error.message}\n${error.fix}`);
    throw error;
  }
}
