import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { StackOutputs } from "../../local/stack-outputs.ts";

/**
 * A fresh ID token of the gateways' account, by impersonation.
 *
 * @returns nothing when gcloud is not there or may not impersonate.
 */
export async function gatewayIdToken({ serviceUrl, gatewayAccount }: StackOutputs): Promise<string | undefined> {
  const args = [
    "auth",
    "print-identity-token",
    `--impersonate-service-account=${gatewayAccount}`,
    `--audiences=${serviceUrl}`,
    "--include-email",
  ];
  try {
    return (await promisify(execFile)("gcloud", args)).stdout.trim();
  } catch {
    return undefined;
  }
}
