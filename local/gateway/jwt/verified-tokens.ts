import type { ParsedToken } from "./parse-token.ts";

const ENTRIES = 1_000;
const TOKEN_BYTES = 4_096;

/**
 * Tokens whose signature one provider has found good. A token in here outlives its key; only a new configuration empties it.
 *
 * @see gateway-semantics §3.6, §12
 */
export class VerifiedTokens {
  readonly #tokens = new Map<string, ParsedToken>();

  get(token: string): ParsedToken | undefined {
    const parsed = this.#tokens.get(token);
    if (parsed !== undefined) {
      this.#tokens.delete(token);
      this.#tokens.set(token, parsed);
    }
    return parsed;
  }

  add(token: string, parsed: ParsedToken): void {
    if (token.length > TOKEN_BYTES) return;
    this.#tokens.set(token, parsed);
    const oldest = this.#tokens.size > ENTRIES ? this.#tokens.keys().next().value : undefined;
    if (oldest !== undefined) this.#tokens.delete(oldest);
  }

  delete(token: string): void {
    this.#tokens.delete(token);
  }
}
