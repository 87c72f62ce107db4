import type { ResourceRule } from "../rule.ts";
import type { Subject } from "../subject.ts";

const types: ReadonlySet<string> = new Set(["gcp:apigateway/api:Api", "gcp:apigateway/gateway:Gateway"]);

const reason = "A gateway that is made again has another URL, and its Api's name stays taken for 30 days.";

/** Apis and gateways cannot be deleted by a deployment. */
export const doorsProtected: ResourceRule = {
  name: "doors-protected",
  reason,
  fix: "Keep protect: true on the Api and the Gateway.",
  level: "mandatory",
  *check(subject) {
    if (types.has(subject.type) && !isSecondDoor(subject)) yield* unprotected(subject);
  },
};

/** {@link doorsProtected} for the second door, which may be given up in two steps: without protection, then gone. */
export const secondDoorProtected: ResourceRule = {
  name: "second-door-protected",
  reason,
  fix: "Leave second out of latchkey:retiringDoors, unless its consumers have moved to the main door.",
  level: "advisory",
  *check(subject) {
    if (types.has(subject.type) && isSecondDoor(subject)) yield* unprotected(subject);
  },
};

function* unprotected({ name, protect }: Subject): Iterable<string> {
  if (!protect) yield `${name} is not protected`;
}

function isSecondDoor({ urn, name }: Subject): boolean {
  return urn.includes("latchkey:index:Door$") && name.startsWith("second-");
}
