import { tokenStates } from "../credentials/consumer.ts";
import { dayPattern } from "../credentials/day.ts";
import { durationPattern } from "../credentials/duration.ts";
import { kidPattern } from "../credentials/kid.ts";
import { namePattern } from "../credentials/parse/consumer.ts";
import { keyIdPattern } from "../credentials/parse/key-generation.ts";
import { choice, flag, type JsonSchema, list, map, members, text, whole } from "./json-schema.ts";
import type { settingKeys } from "./setting-keys.ts";
import { issuerTexts } from "./settings/issuer.ts";
import { memberRule } from "./settings/member.ts";
import { choices, numbers, texts } from "./settings/rules.ts";
import { serviceNumbers, serviceTexts } from "./settings/service.ts";

const anything: JsonSchema = { type: ["string", "number", "boolean"] };
const lifetime = text({ pattern: durationPattern, allowed: "such as 30d or 12h" });
const kinds = ["image", "existing", "function"];
const doors = choice(choices.doors);

const service = members(
  {
    image: text(serviceTexts.image),
    port: whole(serviceNumbers.port),
    env: map(serviceTexts.variable.pattern, anything),
    secrets: map(
      serviceTexts.variable.pattern,
      members({ secret: text(serviceTexts.secret), version: text(serviceTexts.version) }, { required: ["secret"] }),
    ),
    cpu: text(serviceTexts.cpu),
    memory: text(serviceTexts.memory),
    concurrency: whole(serviceNumbers.concurrency),
    minInstances: whole(serviceNumbers.minInstances),
    maxInstances: whole(serviceNumbers.maxInstances),
    timeoutSeconds: whole(serviceNumbers.timeoutSeconds),
    deletionProtection: flag,
    existing: text(serviceTexts.existing),
    function: text(serviceTexts.function),
    generation: { enum: [2, "2"] },
  },
  {
    oneOf: kinds.map((kind) => ({ required: [kind] })),
    // Somebody else deploys the other two kinds, so nothing may be said about how.
    if: { required: ["image"] },
    else: { propertyNames: { enum: ["existing", "function", "generation"] } },
  },
);

const tokenGeneration = members(
  {
    kid: text({ pattern: kidPattern, allowed: "16 to 64 random letters, digits, - and _" }),
    signingKey: text({ pattern: texts.signingKeys.pattern, allowed: "a name under latchkey:signingKeys" }),
    state: choice(tokenStates),
    until: { type: "string", pattern: dayPattern.source, description: "a day such as 2027-01-31" },
  },
  {
    required: ["kid", "signingKey", "state"],
    if: { properties: { state: { enum: ["standby", "revoked"] } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { until: false } },
  },
);

const consumer = members({
  formerly: list(text({ pattern: namePattern, allowed: "an earlier name" })),
  maxLifetime: lifetime,
  keys: list(
    members(
      {
        id: text({ pattern: keyIdPattern, allowed: "1 to 32 of a-z, 0-9 and -, such as k1" }),
        allowedIps: list({ type: "string" }, { minItems: 1 }),
      },
      { required: ["id"] },
    ),
  ),
  tokens: list(tokenGeneration),
});

/** What each setting may hold, made of the rules that the parser reads. */
export const settingShapes: Readonly<Record<keyof typeof settingKeys, JsonSchema>> = {
  projectNumber: text(texts.projectNumber),
  name: text(texts.name),
  description: text(texts.description),
  overlays: list(text(texts.overlays), { uniqueItems: true }),
  service,
  deadlineSeconds: whole(numbers.deadlineSeconds),
  doors: list(doors, { uniqueItems: true, contains: { const: "main" } }),
  retiringDoors: list(choice(choices.doors.filter((door) => door !== "main")), { uniqueItems: true }),
  mainDoor: choice(choices.mainDoor),
  apiKeys: choice(choices.apiKeys),
  defaultSecurity: choice(choices.defaultSecurity),
  signedKeysAreLogged: { const: "accepted" },
  maxTokenLifetime: lifetime,
  signingKeys: list(text(texts.signingKeys), { uniqueItems: true }),
  signingAlgorithm: choice(choices.signingAlgorithm),
  minters: list(text(memberRule), { uniqueItems: true }),
  issuer: members(
    {
      host: choice(choices.issuerHost),
      issuer: text(issuerTexts.contract),
      jwksUri: text(issuerTexts.https),
      audience: text(issuerTexts.contract),
    },
    {
      if: { properties: { host: { const: "url" } }, required: ["host"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ["issuer", "jwksUri"] },
      else: { properties: { jwksUri: false } },
    },
  ),
  consumers: map(namePattern, consumer),
  acceptedChanges: map(texts.acceptedChange.pattern, text(texts.acceptedReason)),
  requestLogs: members({
    readers: list(text(memberRule), { uniqueItems: true }),
    retentionDays: whole(numbers.retentionDays),
  }),
  labels: map(texts.labelName.pattern, anything),
};
