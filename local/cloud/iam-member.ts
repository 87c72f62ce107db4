import { createHash } from "node:crypto";
import { checkText, need } from "./check-text.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { Values } from "./state.ts";

/** Who can be granted something: a kind and a name, or everybody. @see https://cloud.google.com/iam/docs/principal-identifiers */
const MEMBER = {
  pattern: /^(allUsers|allAuthenticatedUsers|[a-zA-Z]+:.+)$/,
  rule: "it must be allUsers, allAuthenticatedUsers, or a kind and a name like serviceAccount:EMAIL",
};
const ROLE = {
  pattern: /^((projects|organizations)\/[^/]+\/)?roles\/[\w.]+$/,
  rule: "it must look like roles/run.invoker",
};

/** What one kind of grant is attached to. */
export interface GrantTarget {
  readonly api?: string;
  /** Inputs that name the target. */
  readonly inputs: readonly string[];
  /** Those of them that must be given. */
  readonly required: readonly string[];
  readonly fromSite?: readonly ("project" | "region")[];
  /** Inputs the provider works out when they are not given. */
  readonly computed?: readonly string[];
  complete?(inputs: Values, around: Surroundings): Values;
  /** Physical id of the target, the front of the grant's own id. */
  id(inputs: Values, around: Surroundings): string;
  check?(inputs: Values, around: Surroundings): void;
}

/** A resource type that grants one role to one member on one target. Several may say the same. */
export function iamMember(target: GrantTarget): ResourceType {
  return {
    api: target.api,
    required: [...target.required, "role", "member"],
    forceNew: [...target.inputs, "role", "member", "condition"],
    fromSite: target.fromSite,
    computed: ["etag", ...(target.computed ?? [])],
    check(inputs, around) {
      checkText(inputs, "member", around, MEMBER);
      checkText(inputs, "role", around, ROLE);
      target.check?.(inputs, around);
    },
    answer(inputs, around) {
      const completed = target.complete?.(inputs, around) ?? {};
      const id = `${target.id({ ...inputs, ...completed }, around)}/${need(inputs, "role")}/${need(inputs, "member")}`;
      return { id, computed: { ...completed, etag: etag(id) } };
    },
    shared: true,
  };
}

/** Google's etags are opaque; the same grant always has the same one here. */
export function etag(seed: string): string {
  return `Bw${createHash("sha256").update(seed).digest("base64").slice(0, 9)}=`;
}
