import type { DoorName } from "../../../openapi/compilation.ts";
import { apiConfigIdPrefix } from "../../names.ts";
import { apiConfigType, gatewayDocument } from "../gateway-document.ts";
import { inputAt } from "../input-at.ts";
import type { ResourceRule } from "../rule.ts";
import { notYetKnown } from "../subject.ts";

/** The id of an API config follows from what is in it. */
export const hashedConfigIds: ResourceRule = {
  name: "hashed-config-ids",
  reason:
    "With a fixed id the old config must go before the new one comes, and a deployment that fails in between cannot be rolled back.",
  fix: "Leave apiConfigId out and set apiConfigIdPrefix to the door and 12 hex digits of the document's and account's hash.",
  level: "mandatory",
  *check(subject) {
    if (subject.type !== apiConfigType) return;
    if (inputAt(subject, "apiConfigId") !== undefined) yield `API config ${subject.name} has a fixed id`;
    const prefix = inputAt(subject, "apiConfigIdPrefix");
    if (prefix === notYetKnown) return;
    const door = typeof prefix === "string" ? /^([a-z][a-z0-9-]*)-[0-9a-f]{12}-$/.exec(prefix)?.[1] : undefined;
    if (!door) {
      yield `API config ${subject.name} has no prefix with a hash`;
      return;
    }
    const document = gatewayDocument(subject);
    const account = inputAt(subject, "gatewayConfig", "backendConfig", "googleServiceAccount");
    if (!document || typeof account !== "string") return;
    if (prefix !== apiConfigIdPrefix(door as DoorName, document.text, account)) {
      yield `the prefix of API config ${subject.name} is no hash of its document and account`;
    }
  },
};
