import type { Compilation, CompileInput, DoorName } from "./compilation.ts";
import { readDescription } from "./description/read-description.ts";
import { checkSizes } from "./document/check-sizes.ts";
import { emitDocument } from "./document/emit.ts";
import type { Finding } from "./finding.ts";
import { FindingLog } from "./finding-log.ts";
import { checkBackends } from "./policy/check-backends.ts";
import { checkKeys } from "./policy/check-keys.ts";
import { checkQuotas } from "./policy/check-quotas.ts";
import { checkRoutes } from "./policy/check-routes.ts";
import { checkSignedKeys } from "./policy/check-signed-keys.ts";
import { planDoors } from "./policy/plan-doors.ts";
import { realise } from "./policy/realise.ts";
import { prove } from "./proof.ts";
import { openDescription } from "./source/open-description.ts";
import { Sources } from "./source/sources.ts";

/**
 * Compiles an API description into one gateway document per door, and proves each before giving it out.
 *
 * Mistakes of the description are findings, never errors thrown. Any of severity `error` leaves `documents` empty.
 *
 * @example
 * const { findings, documents } = compile({ source: readFileSync("openapi/api.yaml"), file: "openapi/api.yaml", settings });
 */
export function compile(input: CompileInput): Compilation {
  const { settings } = input;
  const log = new FindingLog(new Map(input.overlays?.map(({ file }) => [file, input.file])));
  const sources = new Sources();
  const open = openDescription(input, sources, log);
  const description = open && readDescription(open, settings, log);
  if (!description) return nothing(log.inOrder(sources.names), sources);

  if (settings.apiKeys === "signed") checkSignedKeys(description, log);
  else checkKeys(description, log);
  checkBackends(description.operations, settings.backend, log);
  checkRoutes(description.operations, log);
  const realisation = realise(description, settings);
  const plan = planDoors(description.operations, realisation, settings, log);
  checkQuotas(description, plan, log);
  const made = {
    operations: description.operations.map(({ operationId, method, pathTemplate, policy, place, securityPlace }) => ({
      operationId,
      method,
      pathTemplate,
      policy,
      place,
      securityPlace,
    })),
    doorsWithKeys: plan.doorsWithKeys,
    keyDoor: plan.keyDoor,
    tokenDoor: plan.tokenDoor,
    sources,
  };
  if (log.hasErrors) return { ...made, findings: log.inOrder(sources.names), documents: {} };

  const { title, quota } = description;
  const documents = Object.fromEntries(
    plan.doors.map(({ door, operations }) => [door, emitDocument({ title, operations, realisation, quota, settings })]),
  ) as Partial<Record<DoorName, string>>;
  checkSizes(documents, open.root.place, log);
  const proved = prove({ description, realisation, settings, documents, place: open.root.place }, log);
  return { ...made, findings: log.inOrder(sources.names), documents: proved && !log.hasErrors ? documents : {} };
}

function nothing(findings: readonly Finding[], sources: Sources): Compilation {
  return { findings, sources, operations: [], documents: {}, doorsWithKeys: [], keyDoor: "main", tokenDoor: "main" };
}
