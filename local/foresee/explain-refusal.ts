import { API, GATEWAY } from "../cloud/apigateway.ts";
import { type CloudErrorCode, cloudErrors } from "../cloud/errors.ts";
import { CRYPTO_KEY, CRYPTO_KEY_VERSION, KEY_RING } from "../cloud/kms.ts";
import type { Refusal } from "../cloud/refusal.ts";
import { RUN_SERVICE } from "../cloud/run.ts";
import { BUCKET } from "../cloud/storage.ts";
import type { StackOutputs } from "../stack-outputs.ts";
import { doorLoss, keySetLoss, type Loss, serviceLoss, signingKeyLoss } from "./losses.ts";

/** A refusal, with what it saves consumers from and the way out. */
export interface ForeseenRefusal extends Refusal {
  /** What would stop working, in sentences; empty when nobody who calls would notice. */
  readonly breaks: readonly string[];
  /** Consumers that hold what would stop working. */
  readonly consumers: readonly string[];
  readonly wayOut: string;
}

const losses: Readonly<Record<string, (refusal: Refusal, outputs: StackOutputs) => Loss>> = {
  [API]: doorLoss,
  [GATEWAY]: doorLoss,
  [KEY_RING]: signingKeyLoss,
  [CRYPTO_KEY]: signingKeyLoss,
  [CRYPTO_KEY_VERSION]: signingKeyLoss,
  [BUCKET]: keySetLoss,
  [RUN_SERVICE]: serviceLoss,
};

/** Settings that an input comes from. */
const settings: Readonly<Record<string, string>> = {
  project: "gcp:project",
  region: "gcp:region",
  location: "gcp:region",
  apiId: "latchkey:name",
  gatewayId: "latchkey:name",
  accountId: "latchkey:name",
};

/** Says what a refusal is about to whoever deploys. */
export function explainRefusal(refusal: Refusal, outputs: StackOutputs): ForeseenRefusal {
  const loss = losses[refusal.type]?.(refusal, outputs) ?? { breaks: [], consumers: [] };
  return { ...refusal, ...loss, wayOut: wayOut(refusal) };
}

function wayOut({ type, name, urn, code, would, because }: Refusal): string {
  if (code !== "protected") return cloudErrors[code as CloudErrorCode].fix;
  const isDoor = type === API || type === GATEWAY;
  if (would === "delete" && isDoor) {
    const door = doorOf(name);
    return `give the door up in two steps: put ${door} back under latchkey:doors, add it to latchkey:retiringDoors and deploy that; then take it out of both and deploy again`;
  }
  if (would === "delete" && type === CRYPTO_KEY_VERSION) {
    return `put the signing key back under latchkey:signingKeys; once none of its kids is in force it does no harm. To give it up for good: npm run pulumi -- state unprotect '${urn}'`;
  }
  const [owner] = because.filter((input) => input === "keyRing" || input === "cryptoKey");
  if (owner !== undefined) return `keep its ${owner} as it is: see there`;
  const changed = [...new Set(because.map((input) => settings[input.split(/[.[]/)[0] ?? ""] ?? ""))].filter(Boolean);
  const back = changed.length > 0 ? `set ${changed.join(" and ")} back` : "undo the change that makes it anew";
  return would === "replace"
    ? `${back}; to move, deploy a second stack beside this one, hand its URLs and credentials out, and retire this one when nobody calls it any more`
    : `undo the change that removes it, or lift its protection first: npm run pulumi -- state unprotect '${urn}'`;
}

/** Name of the door that an Api or Gateway belongs to. */
function doorOf(name: string): string {
  return name.replace(/-(api|gateway)$/, "");
}
