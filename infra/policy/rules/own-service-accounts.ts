import { apiConfigType } from "../gateway-document.ts";
import { inputAt } from "../input-at.ts";
import type { ResourceRule } from "../rule.ts";
import { notYetKnown } from "../subject.ts";

/** Where each type says whom it runs as. */
const identities: Readonly<Record<string, readonly string[]>> = {
  "gcp:cloudrunv2/service:Service": ["template", "serviceAccount"],
  [apiConfigType]: ["gatewayConfig", "backendConfig", "googleServiceAccount"],
};

/** Services and gateways run as accounts made for them. */
export const ownServiceAccounts: ResourceRule = {
  name: "own-service-accounts",
  reason: "Without an account of its own a service runs as the project's default one, which is often its editor.",
  fix: "Give it a gcp.serviceaccount.Account of its own.",
  level: "mandatory",
  *check(subject) {
    const path = identities[subject.type];
    if (!path) return;
    const account = inputAt(subject, ...path);
    if (account === notYetKnown) return;
    if (typeof account !== "string" || account === "") yield `${subject.name} names no service account`;
    else if (/-compute@developer\.|@appspot\.|@cloudservices\./.test(account)) {
      yield `${subject.name} runs as a default account of the project, ${account}`;
    }
  },
};
