import type { Problem } from "../../errors/problem.ts";
import type { Consumer } from "../consumer.ts";
import { formatDuration } from "../duration.ts";
import { Field } from "./field.ts";

/**
 * Warns of caps that let `exp` outlive a signing key's retirement: once a newer key is there, a generation that goes on
 * signing with an old one keeps it in use for as long as its consumer's tokens may live, from each day anew.
 *
 * @param signingKeys - oldest first; what is not the last is on its way out.
 */
export function checkKeyRetirement(
  root: Field,
  consumers: readonly Consumer[],
  signingKeys: readonly string[],
  warnings: Problem[],
): void {
  const newest = signingKeys.at(-1);
  for (const key of signingKeys.slice(0, -1)) {
    const signing = consumers.filter(({ tokens }) =>
      tokens.some(({ signingKey, state, until }) => signingKey === key && state === "active" && until === undefined),
    );
    const [first] = signing;
    if (!first) continue;
    const others = signing.length === 1 ? "" : ` and ${signing.length - 1} more`;
    const cap = formatDuration(Math.max(...signing.map(({ maxLifetimeSeconds }) => maxLifetimeSeconds)));
    const at = new Field(root.path, `${first.name}${others}`, warnings);
    at.refuse(
      `sign with ${key} although ${newest} is there: a token minted on any day keeps ${key} in use for up to ${cap} more`,
      `an \`until\` on those generations, or an active generation on ${newest}`,
    );
  }
}
