import { LatchkeyError } from "../errors/latchkey-error.ts";
import type { CompileSettings, DoorName } from "./compilation.ts";
import type { Description } from "./description/description.ts";
import type { Place } from "./finding.ts";
import type { FindingLog } from "./finding-log.ts";
import { compileDocument } from "./google/compile-document.ts";
import { buildRouteTable } from "./google/route-table.ts";
import type { Method, ServiceConfig } from "./google/service-config.ts";
import { accepts, type Credentials } from "./policy/accepts.ts";
import type { Realisation } from "./policy/realise.ts";
import { checkParts, routeOf } from "./proof/check-parts.ts";
import { unknownFields } from "./proof/unknown-fields.ts";

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
  readonly methods: ReadonlyMap<string, Method>;
}

const MAX_FINDINGS = 10;

/**
 * Reads the emitted documents as Google does and holds them against the description, part by part and for every request.
 *
 * Which operation a request finds, however it is spelt and whatever it falls through to, follows from the methods and path
 * templates alone. A door that serves exactly the described ones therefore gives every request the same winner as the
 * description, and it is enough to judge each operation with each set of credentials: what a door accepts the description
 * accepts too, and what that accepts some door accepts.
 *
 * @returns true when nothing was found; findings are `proof_wider`, `proof_lost` and `proof_refused`.
 */
export function prove(input: ProofInput, log: FindingLog): boolean {
  const doors = readDoors(input, log);
  if (!doors) return false;
  const sound = doors.map(({ door, config }) => checkParts(input, door, config, log)).every(Boolean);
  return proveOperations(input, doors, log) && sound;
}

function readDoors({ documents, settings, place }: ProofInput, log: FindingLog): ReadDoor[] | undefined {
  const doors: ReadDoor[] = [];
  for (const door of settings.doors) {
    const text = documents[door] ?? "";
    try {
      const config = compileDocument(text);
      buildRouteTable(config.methods);
      const [unknown] = unknownFields(JSON.parse(text), settings.revokedKids);
      if (unknown !== undefined) {
        log.add("proof_wider", place, { door, request: `what ${unknown} lets through`, why: "it cannot be judged" });
        return undefined;
      }
      const methods = new Map(config.methods.map((method) => [routeOf(method.httpMethod, method), method]));
      doors.push({ door, config, methods });
    } catch (error) {
      if (!(error instanceof LatchkeyError)) throw error;
      log.add("proof_refused", place, { door, why: error.message });
      return undefined;
    }
  }
  return doors;
}

function proveOperations(input: ProofInput, doors: readonly ReadDoor[], log: FindingLog): boolean {
  const held = credentials(input.realisation);
  let findings = 0;
  for (const operation of input.description.operations) {
    const { securityPlace: place } = operation;
    const answers = doors.map(({ door, methods }) => ({
      door,
      served: methods.get(routeOf(operation.method, operation)),
    }));
    for (const credential of held) {
      const told = `${operation.method} ${operation.pathTemplate} with ${tell(credential)}`;
      const taken = answers.filter(({ served }) => served && lets(served, credential, input.realisation));
      if (!accepts(operation.policy, credential)) {
        for (const { door } of taken) {
          log.add("proof_wider", place, { door, request: told, why: "its security refuses that" });
          findings += 1;
        }
      } else if (taken.length === 0) {
        log.add("proof_lost", place, { request: told });
        findings += 1;
      }
      if (findings >= MAX_FINDINGS) return false;
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

function tell({ key, token }: Credentials): string {
  return [key && "a key", token !== undefined && `a token of ${token}`].filter(Boolean).join(" and ") || "nothing";
}
