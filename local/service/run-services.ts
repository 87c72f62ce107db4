import { RUN_SERVICE, RUN_SERVICE_MEMBER } from "../cloud/run.ts";
import { legacyUrl, type RunPlace, serviceUrl } from "../cloud/run-url.ts";
import { type CloudObject, type CloudState, everything, type Json, type Values } from "../cloud/state.ts";

const DEFAULT_TIMEOUT_SECONDS = 300;

/** A Cloud Run service as its front door sees it. */
export interface RunService extends RunPlace {
  /** `projects/P/locations/L/services/NAME`. */
  readonly id: string;
  /** What an ID token may carry as `aud`. */
  readonly audiences: readonly string[];
  /** Whether calls from outside the network are let in at all. */
  readonly isReachable: boolean;
  /** Whether callers are checked at all. */
  readonly checksInvoker: boolean;
  readonly timeoutSeconds: number;
}

const known = new WeakMap<CloudState, readonly RunService[]>();

/** Services of a state: those the program made, and those it only grants access to. */
export function runServices(state: CloudState): readonly RunService[] {
  const found = known.get(state) ?? findServices(state);
  known.set(state, found);
  return found;
}

function findServices(state: CloudState): readonly RunService[] {
  const byId = new Map<string, RunService>();
  for (const object of everything(state)) {
    const service = describe(object, state.projectNumber);
    if (service === undefined) continue;
    if (object.type === RUN_SERVICE || !byId.has(service.id)) byId.set(service.id, service);
  }
  return [...byId.values()];
}

function describe(object: CloudObject, projectNumber: string): RunService | undefined {
  if (object.type !== RUN_SERVICE && object.type !== RUN_SERVICE_MEMBER) return undefined;
  const { outputs } = object;
  const service = String(outputs.name).split("/").at(-1) ?? "";
  const location = String(outputs.location);
  const place = { service, location, projectNumber };
  const custom = Array.isArray(outputs.customAudiences) ? outputs.customAudiences.map(String) : [];
  return {
    ...place,
    id: `projects/${outputs.project}/locations/${location}/services/${service}`,
    audiences: [serviceUrl(place), legacyUrl(place), ...custom],
    isReachable: outputs.ingress === undefined || outputs.ingress === "INGRESS_TRAFFIC_ALL",
    checksInvoker: outputs.invokerIamDisabled !== true,
    timeoutSeconds: seconds((outputs.template as Values | undefined)?.timeout),
  };
}

function seconds(duration: Json | undefined): number {
  const given = Number(/^(\d+(\.\d+)?)s$/.exec(String(duration))?.[1]);
  return given > 0 ? given : DEFAULT_TIMEOUT_SECONDS;
}
