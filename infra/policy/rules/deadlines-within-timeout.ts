import { gatewayDocument, tellMethods } from "../gateway-document.ts";
import { inputAt } from "../input-at.ts";
import type { StackRule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** Cloud Run's, in seconds. */
const defaultTimeout = "300s";

/** The gateway does not wait longer than the service works. */
export const deadlinesWithinTimeout: StackRule = {
  name: "deadlines-within-timeout",
  reason: "Cloud Run ends a request at the service's timeout; a gateway that waits longer waits for nothing.",
  fix: "Lower latchkey:deadlineSeconds or the operation's deadline, or raise latchkey:service.timeoutSeconds.",
  level: "mandatory",
  *checkStack(subjects) {
    const services = subjects.flatMap((subject) => privateService(subject) ?? []);
    for (const subject of subjects) {
      const methods = gatewayDocument(subject)?.compiled.methods ?? [];
      for (const service of services) {
        const late = methods.filter(
          ({ backend }) =>
            backend && isAt(service, backend.address) && backend.deadlineSeconds > service.timeoutSeconds,
        );
        if (late.length === 0) continue;
        const longer = `${subject.name} waits longer than ${service.name} works, ${service.timeoutSeconds} s`;
        yield { urn: subject.urn, message: `${longer}, for ${tellMethods(late)}` };
      }
    }
  },
};

interface ServiceLimit {
  readonly name: string;
  readonly location: string;
  readonly timeoutSeconds: number;
}

function privateService(subject: Subject): ServiceLimit | undefined {
  if (subject.type !== "gcp:cloudrunv2/service:Service") return undefined;
  const [name, location] = [inputAt(subject, "name"), inputAt(subject, "location")];
  const timeout = inputAt(subject, "template", "timeout") ?? defaultTimeout;
  if (typeof name !== "string" || typeof location !== "string" || typeof timeout !== "string") return undefined;
  return { name, location, timeoutSeconds: Number.parseFloat(timeout) };
}

/** True where an address is the service's deterministic URL, with or without a path. */
function isAt({ name, location }: ServiceLimit, address: string): boolean {
  const host = URL.canParse(address) ? new URL(address).host : "";
  const found = /^(.+)-\d+\.([^.]+)\.run\.app$/.exec(host);
  return found?.[1] === name && found[2] === location;
}
