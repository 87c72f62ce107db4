import { LatchkeyError } from "../errors/latchkey-error.ts";
import type { CompileSettings, DoorName } from "./compilation.ts";
import type { DescribedOperation, Description } from "./description/description.ts";
import { methods as allMethods } from "./description/methods.ts";
import type { Place } from "./finding.ts";
import type { FindingLog } from "./finding-log.ts";
import { compileDocument } from "./google/compile-document.ts";
import { parsePathTemplate } from "./google/path-template.ts";
import { buildRouteTable, findRoute, type RouteTable } from "./google/route-table.ts";
import type { Method, ServiceConfig } from "./google/service-config.ts";
import { accepts, type Credentials } from "./policy/accepts.ts";
import type { Realisation } from "./policy/realise.ts";
import { checkParts } from "./proof/check-parts.ts";
import { unknownFields } from "./proof/unknown-fields.ts";
import { witnessPaths } from "./proof/witness-paths.ts";

/** What is held against each other. */
export interface ProofInput {
  readonly description: Description;
  readonly realisation: Realisation;
  readonly settings: CompileSettings;
  readonly documents: Readonly<Partial<Record<DoorName, string>>>;
  /** Where findings stand that belong to no operation. */
  readonly place: Place;
}

interface ReadDoor {
  readonly door: DoorName;
  readonly config: ServiceConfig;
  readonly table: RouteTable;
}

const MAX_FINDINGS = 10;

/**
 * Reads the emitted documents as Google does and holds them against the description, part by part and request by request.
 *
 * For every method, witness path and set of credentials: what a door accepts the description's winning operation
 * accepts too, and what that accepts some door accepts. A method override needs no witnesses of its own, since the
 * gateway routes and judges by the overriding method alone.
 *
 * @returns true when nothing was found; findings are `proof_wider`, `proof_lost` and `proof_refused`.
 */
export function prove(input: ProofInput, log: FindingLog): boolean {
  const doors = readDoors(input, log);
  if (!doors) return false;
  const sound = doors.map(({ door, config }) => checkParts(input, door, config, log)).every(Boolean);
  return proveRequests(input, doors, log) && sound;
}

function readDoors({ documents, settings, place }: ProofInput, log: FindingLog): ReadDoor[] | undefined {
  const doors: ReadDoor[] = [];
  for (const door of settings.doors) {
    const text = documents[door] ?? "";
    try {
      const config = compileDocument(text);
      const table = buildRouteTable(config.methods);
      const [unknown] = unknownFields(JSON.parse(text), settings.revokedKids);
      if (unknown !== undefined) {
        log.add("proof_wider", place, { door, request: `what ${unknown} lets through`, why: "it cannot be judged" });
        return undefined;
      }
      doors.push({ door, config, table });
    } catch (error) {
      if (!(error instanceof LatchkeyError)) throw error;
      log.add("proof_refused", place, { door, why: error.message });
      return undefined;
    }
  }
  return doors;
}

function proveRequests(input: ProofInput, doors: readonly ReadDoor[], log: FindingLog): boolean {
  const { operations } = input.description;
  const described = buildRouteTable(operations.map(asMethod));
  const byId = new Map(operations.map((operation) => [operation.operationId, operation]));
  const held = credentials(input.realisation);
  const methods = [...allMethods, "TRACE"];
  const templates = [
    ...new Map(operations.map(({ pathTemplate }) => [pathTemplate, parsePathTemplate(pathTemplate)])).values(),
  ];
  const judged = new Set<string>();
  let findings = 0;

  for (const path of witnessPaths(templates)) {
    for (const method of methods) {
      const winner = route(described, method, path);
      const operation = winner && byId.get(winner.operationId);
      const answers = doors.map(({ door, table }) => ({ door, served: route(table, method, path) }));
      // The verdict depends on the winners alone, so each set of winners is judged once.
      const winners = [operation?.operationId, ...answers.map(({ served }) => served?.selector)].join(" ");
      if (judged.has(winners)) continue;
      judged.add(winners);
      for (const credential of held) {
        const told = `${method} ${path} with ${tell(credential)}`;
        const place = operation?.securityPlace ?? input.place;
        const wanted = operation !== undefined && accepts(operation.policy, credential);
        const taken = answers.filter(({ served }) => served && lets(served, credential, input.realisation));
        if (!wanted) {
          for (const { door } of taken) {
            const why = operation ? "its security refuses that" : "no operation takes it";
            log.add("proof_wider", place, { door, request: told, why });
            findings += 1;
          }
        } else if (taken.length === 0) {
          log.add("proof_lost", place, { request: told });
          findings += 1;
        }
        if (findings >= MAX_FINDINGS) return false;
      }
    }
  }
  return findings === 0;
}

/** All sets of valid credentials that matter: policies are monotone and ask for one token at most. */
function credentials({ providers, signedKeys }: Realisation): Credentials[] {
  const tokens = providers.map(({ id }) => id);
  // A signed key is the own token itself, so whoever holds one holds the other.
  if (signedKeys !== undefined)
    return [{ key: false }, ...tokens.map((token) => ({ key: token === signedKeys, token }))];
  return [
    { key: false },
    { key: true },
    ...tokens.flatMap((token) => [
      { key: false, token },
      { key: true, token },
    ]),
  ];
}

function lets(method: Method, held: Credentials, { signedKeys }: Realisation): boolean {
  const googleKey = signedKeys === undefined && held.key;
  if (method.apiKeyRequired && !googleKey) return false;
  return method.providerIds.length === 0 || (held.token !== undefined && method.providerIds.includes(held.token));
}

function route(table: RouteTable, method: string, path: string): Method | undefined {
  const found = findRoute(table, method, path);
  return found.kind === "match" ? found.method : undefined;
}

function asMethod({ operationId, method, pathTemplate }: DescribedOperation): Method {
  return {
    selector: operationId,
    operationId,
    httpMethod: method,
    pathTemplate,
    apiKeyRequired: true,
    providerIds: [],
    metricCosts: {},
  };
}

function tell({ key, token }: Credentials): string {
  return [key && "a key", token !== undefined && `a token of ${token}`].filter(Boolean).join(" and ") || "nothing";
}
