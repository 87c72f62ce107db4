import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { checkText, need } from "./check-text.ts";
import { CloudError } from "./errors.ts";
import { randomApiKey } from "./random-text.ts";
import { replacementRules } from "./replacement-rules.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { Json, Values } from "./state.ts";

export const API_KEY = "gcp:projects/apiKey:ApiKey";

/** Most keys a project may have. @see google-facts §3 */
const MAX_KEYS = 300;
const THIRTY_DAYS_SECONDS = 30 * 24 * 3600;
const CLIENT_KINDS = [
  "androidKeyRestrictions",
  "browserKeyRestrictions",
  "iosKeyRestrictions",
  "serverKeyRestrictions",
] as const;

/** A Google API key. It has no expiry, and its string is made once and never again. */
export const apiKey: ResourceType = {
  api: "apikeys.googleapis.com",
  required: [],
  forceNew: replacementRules[API_KEY],
  autoName: { input: "name", maxLength: 255 },
  fromSite: ["project"],
  secrets: ["keyString"],
  computed: ["keyString", "uid"],
  check(inputs, around) {
    checkText(inputs, "name", around, {
      pattern: /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
      rule: "it must be 1 to 63 of a-z, 0-9 and -, beginning with a letter and not ending with -",
    });
    checkText(inputs, "displayName", around, { pattern: /^.{0,63}$/s, rule: "it may have 63 characters" });
    checkRestrictions(inputs.restrictions, around);
    if (around.before === undefined && around.inventory.ofType(API_KEY).length >= MAX_KEYS) {
      throw new CloudError("too_many", { resource: around.resource, limit: MAX_KEYS, what: "API keys in a project" });
    }
  },
  answer(inputs, { before }) {
    return {
      id: `projects/${need(inputs, "project")}/locations/global/keys/${need(inputs, "name")}`,
      computed: { keyString: before?.keyString ?? randomApiKey(), uid: before?.uid ?? randomUUID() },
    };
  },
  idTakenSeconds: THIRTY_DAYS_SECONDS,
};

function checkRestrictions(restrictions: Json | undefined, around: Surroundings): void {
  if (typeof restrictions !== "object" || restrictions === null || Array.isArray(restrictions)) return;
  const given = restrictions as Values;
  const kinds = CLIENT_KINDS.filter((kind) => given[kind] !== undefined);
  const [first, second] = kinds;
  if (first !== undefined && second !== undefined) {
    throw new CloudError("conflicting_inputs", { resource: around.resource, first, second });
  }
  const server = given.serverKeyRestrictions as Values | undefined;
  const allowed = server?.allowedIps;
  if (!Array.isArray(allowed)) return;
  for (const range of allowed) {
    if (typeof range !== "string" || isRange(range)) continue;
    const rule = "it must be an IPv4 or IPv6 address, or a CIDR range";
    throw new CloudError("invalid_input", {
      resource: around.resource,
      input: "allowedIps",
      value: `"${range}"`,
      rule,
    });
  }
}

/** Whether a text is an address or a range like `203.0.113.0/24`. */
function isRange(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}
