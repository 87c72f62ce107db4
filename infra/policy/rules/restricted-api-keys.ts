import { isObject, itemsOf } from "../../../openapi/google/json.ts";
import { inputAt } from "../input-at.ts";
import type { ResourceRule } from "../rule.ts";
import { notYetKnown } from "../subject.ts";

/** API keys are good for gateways of the project and nothing else. */
export const restrictedApiKeys: ResourceRule = {
  name: "restricted-api-keys",
  reason: "An API key without restrictions is good for every API the project has enabled, and it never expires.",
  fix: "Restrict the key to the managed services of this stack's doors (restrictions.apiTargets).",
  level: "mandatory",
  *check(subject) {
    if (subject.type !== "gcp:projects/apiKey:ApiKey") return;
    const targets = inputAt(subject, "restrictions", "apiTargets");
    if (targets === notYetKnown) return;
    if (itemsOf(targets).length === 0) yield `API key ${subject.name} is good for every API of the project`;
    for (const target of itemsOf(targets)) {
      const service = isObject(target) ? inputAt({ inputs: target }, "service") : target;
      if (service === notYetKnown || isManagedService(service, inputAt(subject, "project"))) continue;
      yield `API key ${subject.name} is good for ${typeof service === "string" ? service : "a target without a service"}`;
    }
  },
};

/** True for the service Google makes for an Api, e.g. `orders-1a2b3c.apigateway.acme-dev.cloud.goog`. */
function isManagedService(service: unknown, project: unknown): boolean {
  const found = /^[a-z0-9-]+\.apigateway\.([a-z0-9-]+)\.cloud\.goog$/.exec(String(service));
  return found !== null && (typeof project !== "string" || found[1] === project);
}
