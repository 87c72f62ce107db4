import type { Consumer } from "../consumer.ts";
import { compareRestrictions } from "./compare-restrictions.ts";
import type { CredentialChange } from "./credential-change.ts";

/** What becomes of the Google API keys held before. A key is the same one when consumer and generation are. */
export function keptKeys(old: Consumer, next: Consumer | undefined): CredentialChange[] {
  return old.keys.flatMap(({ id, allowedIps }, index): CredentialChange[] => {
    const at = next?.keys.findIndex((key) => key.id === id) ?? -1;
    const now = next?.keys[at];
    const what = `its API key ${id} stops working`;
    if (!next || !now) {
      const setting = `latchkey:consumers.${old.name}.keys[${index}]`;
      return [
        { code: "credential_lost", consumer: next?.name ?? old.name, id, kind: "key", what, setting, side: "before" },
      ];
    }
    const { gained, lost } = compareRestrictions(allowedIps, now.allowedIps);
    const key = { consumer: next.name, id, kind: "key", side: "after" } as const;
    const setting = `latchkey:consumers.${next.name}.keys[${at}].allowedIps`;
    const from = (ranges: readonly string[]) => (ranges[0] === "everywhere" ? "" : ` from ${ranges.join(", ")}`);
    return [
      ...(gained.length > 0
        ? [
            {
              ...key,
              code: "key_unrestricted" as const,
              what: `its API key ${id} works${from(gained) || " from everywhere"} now`,
              setting,
            },
          ]
        : []),
      ...(lost.length > 0
        ? [
            {
              ...key,
              code: "key_restricted" as const,
              what: `its API key ${id} works no longer${from(lost) || ` but from ${now.allowedIps.join(", ")}`}`,
              setting,
            },
          ]
        : []),
    ];
  });
}

/** Which Google API keys come into being. */
export function addedKeys(old: Consumer | undefined, next: Consumer): CredentialChange[] {
  return next.keys.flatMap(({ id }, index): CredentialChange[] => {
    if (old?.keys.some((key) => key.id === id)) return [];
    const what = `it gets the API key ${id}`;
    const setting = `latchkey:consumers.${next.name}.keys[${index}]`;
    return [{ code: "credential_added", consumer: next.name, id, kind: "key", what, setting, side: "after" }];
  });
}
