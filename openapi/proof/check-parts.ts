import { isDeepStrictEqual } from "node:util";
import type { DoorName } from "../compilation.ts";
import type { FindingLog } from "../finding-log.ts";
import type { ServiceConfig } from "../google/service-config.ts";
import type { ProofInput } from "../proof.ts";

/**
 * Checks what no single request shows: that a scheme of a door means the description's, and where accepted requests go.
 *
 * @returns true when nothing was found.
 */
export function checkParts(input: ProofInput, door: DoorName, config: ServiceConfig, log: FindingLog): boolean {
  const { realisation, settings, description, place } = input;
  const byId = new Map(description.operations.map((operation) => [operation.operationId, operation]));
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
  for (const { operationId, backend } of config.methods) {
    const operation = byId.get(operationId);
    const expected = {
      pathTranslation: "APPEND_PATH_TO_ADDRESS",
      address: settings.backend.address,
      jwtAudience: settings.backend.audience,
      deadlineSeconds: settings.backend.deadlineSeconds,
      protocol: settings.backend.protocol,
      ...operation?.backend,
      disableAuth: false,
    };
    if (!operation || !isDeepStrictEqual({ ...backend }, expected)) {
      wider(`requests for ${operationId}`, "the backend came back changed", operation?.place);
    }
  }
  return sound;
}
