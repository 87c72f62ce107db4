import { isDeepStrictEqual } from "node:util";
import type { DoorName } from "../compilation.ts";
import type { DescribedOperation } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";
import type { Backend, Method, QuotaLimit, ServiceConfig } from "../google/service-config.ts";
import type { ProofInput } from "../proof.ts";

/**
 * Checks what no single request shows: that a door carries exactly the described operations, that a scheme means the description's,
 * and where accepted requests go and what they cost.
 *
 * Equal routes on both sides give every request the same winner.
 *
 * @returns true when nothing was found.
 */
export function checkParts(input: ProofInput, door: DoorName, config: ServiceConfig, log: FindingLog): boolean {
  const { realisation, settings, description, place } = input;
  const missing = new Map(description.operations.map((operation) => [routeOf(operation.method, operation), operation]));
  let sound = true;
  const wider = (request: string, why: string, at = place) => {
    log.add("proof_wider", at, { door, request, why });
    sound = false;
  };
  if (config.allowCors) wider("OPTIONS on every path", "allowCors is on");
  for (const provider of config.providers) {
    const meant = realisation.providers.find(({ id }) => id === provider.id);
    if (!isDeepStrictEqual(meant, provider)) wider(`tokens of ${provider.id}`, "the scheme came back changed");
  }
  for (const method of config.methods) {
    const operation = missing.get(routeOf(method.httpMethod, method));
    missing.delete(routeOf(method.httpMethod, method));
    const request = `requests for ${method.httpMethod} ${method.pathTemplate}`;
    const at = operation?.place;
    if (operation?.operationId !== method.operationId)
      wider(request, "no operation is called and reached like that", at);
    if (!operation || !isDeepStrictEqual({ ...method.backend }, expectedBackend(operation, settings.backend)))
      wider(request, "the backend came back changed", at);
    if (method.audiencesHere) wider(request, "it has audiences of its own", at);
    if (!isDeepStrictEqual({ ...method.metricCosts }, { ...operation?.metricCosts }))
      wider(request, "what it costs came back changed", at);
  }
  for (const [route, { place: at }] of missing) {
    log.add("proof_lost", at, { request: `${route}, at door ${door}` });
    sound = false;
  }
  if (!isDeepStrictEqual([...config.quotaLimits], expectedLimits(input)))
    wider("calls beyond a quota", "a limit came back changed");
  return sound;
}

/** What tells one route of a door from another. */
export function routeOf(httpMethod: string, { pathTemplate }: Pick<Method, "pathTemplate">): string {
  return `${httpMethod} ${pathTemplate}`;
}

function expectedBackend({ backend }: DescribedOperation, stack: ProofInput["settings"]["backend"]): Backend {
  return {
    pathTranslation: "APPEND_PATH_TO_ADDRESS",
    address: stack.address,
    jwtAudience: stack.audience,
    deadlineSeconds: stack.deadlineSeconds,
    protocol: stack.protocol,
    ...backend,
    disableAuth: false,
  };
}

function expectedLimits({ description }: ProofInput): QuotaLimit[] {
  const used = new Set(description.operations.flatMap(({ metricCosts }) => Object.keys(metricCosts)));
  return description.quota.limits.filter(({ metric }) => used.has(metric)).map((limit) => ({ ...limit }));
}
