import type { CST } from "yaml";

/** Offsets of the first token beyond a limit. */
export interface TokenMeasure {
  readonly tooDeepAt?: number;
  readonly tooManyAliasesAt?: number;
}

/**
 * Measures nesting and aliases of parsed tokens without recursion.
 *
 * Composing nodes recurses per level, so depth has to be known before.
 */
export function measureTokens(tokens: readonly CST.Token[], maxDepth: number, maxAliases: number): TokenMeasure {
  let tooDeepAt: number | undefined;
  const aliases: number[] = [];
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 })).reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (token.type === "alias") aliases.push(token.offset);
    if (token.type === "document" && token.value) open.push({ token: token.value, depth });
    if ("items" in token) {
      if (depth >= maxDepth) {
        tooDeepAt ??= token.offset;
        continue;
      }
      for (const item of token.items) {
        if (item.value) open.push({ token: item.value, depth: depth + 1 });
        if (item.key) open.push({ token: item.key, depth: depth + 1 });
      }
    }
  }
  aliases.sort((a, b) => a - b);
  return { tooDeepAt, tooManyAliasesAt: aliases[maxAliases] };
}
