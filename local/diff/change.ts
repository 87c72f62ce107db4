import type { Place } from "../../openapi/finding.ts";

/**
 * What a change does to whoever calls. `weaker`: requests pass that were refused. `lost`: what was handed out stops working.
 * `moved`: it works at another URL only. `changed`: worth knowing. `gained`: something new.
 */
export type Effect = (typeof effects)[number];

/** The gravest first. */
export const effects = ["weaker", "lost", "moved", "changed", "gained"] as const;

/** Every kind of change, what it does, and what its name means. docs/changes.md lists them. */
export const changeCodes = {
  policy_weaker: { effect: "weaker", title: "an operation takes credentials that no door took for these requests" },
  key_set_moved: {
    effect: "weaker",
    title: "an issuer's keys are fetched from elsewhere: whoever writes there can sign",
  },
  credential_revived: { effect: "weaker", title: "tokens under a revoked kid work again" },
  key_unrestricted: { effect: "weaker", title: "an API key works from more addresses" },
  url_changed: { effect: "lost", title: "a door gets another URL" },
  door_removed: { effect: "lost", title: "a door goes, and its URL with it" },
  issuer_changed: { effect: "lost", title: "`iss` or `aud` changes, and every token carries the old one" },
  key_kind_changed: { effect: "lost", title: "`latchkey:apiKeys` changes, and every key handed out stops working" },
  operation_removed: { effect: "lost", title: "an operation goes, and nothing takes its requests" },
  access_lost: { effect: "lost", title: "an operation refuses, at every URL, credentials it took" },
  consumer_removed: { effect: "lost", title: "a consumer goes, with every credential it holds" },
  credential_lost: { effect: "lost", title: "an API key, or the tokens under a kid, stop working" },
  key_restricted: { effect: "lost", title: "an API key works from fewer addresses" },
  access_moved: { effect: "moved", title: "an operation takes credentials at another URL than the one handed out" },
  policy_stricter: { effect: "changed", title: "an operation refuses credentials that nobody of this stack holds" },
  demand_changed: {
    effect: "changed",
    title: "a door demands something else, where nobody was sent with these credentials",
  },
  route_changed: { effect: "changed", title: "an operation goes, and another one takes its requests" },
  backend_changed: { effect: "changed", title: "requests go elsewhere, or are forwarded differently" },
  quota_changed: { effect: "changed", title: "a quota limit, or what a request costs, changes" },
  operation_renamed: { effect: "changed", title: "an operation has another operationId" },
  door_retiring: { effect: "changed", title: "a door is announced to go" },
  consumer_renamed: { effect: "changed", title: "a consumer has another name and keeps its credentials" },
  consumer_retired: { effect: "changed", title: "a consumer goes, and nothing it held worked any more" },
  credential_ended: { effect: "changed", title: "a kid goes under which no token works any more, or none ever did" },
  credential_moved: { effect: "changed", title: "a kid passes to another consumer" },
  state_changed: { effect: "changed", title: "a generation of tokens has another state" },
  until_changed: { effect: "changed", title: "a generation of tokens ends on another day" },
  lifetime_changed: { effect: "changed", title: "a consumer's tokens may live longer or shorter" },
  minter_removed: { effect: "changed", title: "somebody may sign tokens no longer" },
  stack_added: { effect: "gained", title: "the stack is new" },
  operation_added: { effect: "gained", title: "an operation is new" },
  door_added: { effect: "gained", title: "a door is new" },
  consumer_added: { effect: "gained", title: "a consumer is new" },
  credential_added: { effect: "gained", title: "a consumer gets an API key or a kid" },
  minter_added: { effect: "gained", title: "somebody may sign tokens of every consumer" },
  log_reader_added: { effect: "gained", title: "somebody may read the request logs, where API keys stand in clear" },
} as const satisfies Record<string, { readonly effect: Effect; readonly title: string }>;

export type ChangeCode = keyof typeof changeCodes;

/** Where a change stands: in an API description, or at a setting of the stack. */
export interface ChangePlace {
  /** `before`: it is gone from the working tree. */
  readonly side: "before" | "after";
  readonly place?: Place;
  /** Full path, e.g. `latchkey:consumers.acme.keys[0]`. */
  readonly setting?: string;
}

/** One difference between two revisions of a stack. */
export interface Change {
  readonly code: ChangeCode;
  readonly effect: Effect;
  /** What it is about; with the code in front it names the change, e.g. `GET /orders` or `acme k1`. */
  readonly subject: string;
  /** One sentence without the subject. */
  readonly what: string;
  /** Consumers of the stack that notice; `everybody` where no credentials are asked for. */
  readonly consumers: readonly string[];
  /** Operations a credential is about. */
  readonly operations?: readonly string[];
  readonly at: ChangePlace;
  /** Why it is meant, and what says so. */
  readonly accepted?: { readonly by: string; readonly reason: string };
}

/** A change, with the effect of its code unless another is given. */
export function change(
  code: ChangeCode,
  {
    subject,
    what,
    effect = changeCodes[code].effect,
    consumers = [],
    ...rest
  }: Pick<Change, "subject" | "what" | "at"> & Partial<Change>,
): Change {
  return { code, effect, subject, what, consumers, ...rest };
}

/** True for what must be accepted: something gets weaker, is lost, or moves. */
export function isGrave({ effect }: Pick<Change, "effect">): boolean {
  return effect === "weaker" || effect === "lost" || effect === "moved";
}
