// Plain JavaScript, so that even a Node that cannot strip types gets as far as this message.
import { RunError } from "@pulumi/pulumi";

if (!process.features.typescript) {
  throw new RunError(
    `Node ${process.versions.node} cannot run TypeScript. Run \`npm run pulumi -- preview --policy-pack infra/policy\`, which brings Node 24, or install Node 22.18 or newer.`,
  );
}

/** Starts the pack. Imported, not required: the CLI's TypeScript hook is for `require` alone, so Node strips the types. */
export default import("./pack.ts");
