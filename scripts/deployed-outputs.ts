import { execFile } from "node:child_process";
import { type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";
import type { StackOutputs } from "../local/stack-outputs.ts";

/** What can be wrong with reading a deployed stack. */
export const deployedStackErrors = {
  pulumi_missing: {
    message: "the Pulumi CLI is not on the PATH, and only it knows what is deployed",
    fix: "install it (https://www.pulumi.com/docs/install/), or add --local for the stack on loopback",
  },
  pulumi_failed: {
    message: "`pulumi stack output --stack {stack}` failed: {reason}",
    fix: "check `pulumi login`, the stack's name, and that its secrets can be read (passphrase or KMS key)",
  },
  not_deployed: { message: "stack {stack} has no gateway yet", fix: "deploy it with `pulumi up --stack {stack}`" },
} as const satisfies Record<string, ErrorText>;

/** What is deployed cannot be read. */
export class DeployedStackError extends LatchkeyError {
  constructor(code: keyof typeof deployedStackErrors, details: Record<string, string>) {
    super(code, deployedStackErrors[code], details);
  }
}

/**
 * Reads a deployed stack's outputs, secrets included, through the Pulumi CLI.
 *
 * @throws {DeployedStackError}
 */
export async function readDeployedOutputs(stack: string, root: string): Promise<StackOutputs> {
  const text = await pulumi(stack, root, ["stack", "output", "--json", "--show-secrets", "--stack", stack]);
  const outputs = parse(text, stack);
  if (!outputs.gatewayUrl) throw new DeployedStackError("not_deployed", { stack });
  return outputs as StackOutputs;
}

function parse(text: string, stack: string): Partial<StackOutputs> {
  try {
    return JSON.parse(text) as Partial<StackOutputs>;
  } catch {
    // What it printed may hold secrets, and is not shown.
    throw new DeployedStackError("pulumi_failed", { stack, reason: "it printed something that is not JSON" });
  }
}

function pulumi(stack: string, root: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("pulumi", args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      if (error.code === "ENOENT") return reject(new DeployedStackError("pulumi_missing", {}));
      const reason = stderr.trim().split("\n").at(-1) ?? "no reason given";
      reject(new DeployedStackError("pulumi_failed", { stack, reason }));
    });
  });
}
