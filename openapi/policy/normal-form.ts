import type { Policy } from "../compilation.ts";

/** One entry of a `security` list: everything in it is demanded together. */
export interface Alternative {
  readonly key: boolean;
  /** Name of the token scheme. */
  readonly token?: string | undefined;
}

/**
 * Reduces alternatives to at most one with a key and one any-of-tokens.
 *
 * A key alone absorbs every "key AND token"; tokens alone absorb "key AND those tokens". So two doors always suffice.
 *
 * @param alternatives - none: the operation is open.
 * @returns tokens sorted by name, so that equal policies are equal values.
 */
export function normalForm(alternatives: readonly Alternative[]): Policy {
  if (alternatives.length === 0) return { open: true };
  const alone = names(alternatives.filter((alternative) => !alternative.key));
  const withKey = alternatives.filter((alternative) => alternative.key);
  const keyAlone = withKey.some((alternative) => alternative.token === undefined);
  const beside = keyAlone ? [] : names(withKey).filter((token) => !alone.includes(token));
  return {
    open: false,
    ...((keyAlone || beside.length > 0) && { key: { tokens: beside } }),
    ...(alone.length > 0 && { tokens: alone }),
  };
}

function names(alternatives: readonly Alternative[]): string[] {
  return [...new Set(alternatives.flatMap(({ token }) => token ?? []))].sort();
}
