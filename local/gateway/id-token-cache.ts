import type { Clock } from "../clock.ts";
import type { World } from "./world.ts";

/** A token is replaced this long before it expires. */
const MARGIN_MS = 300_000;

/** The gateway's ID tokens, one per audience, kept for most of their hour. */
export class IdTokenCache {
  readonly #account: string;
  readonly #world: World;
  readonly #clock: Clock;
  readonly #tokens = new Map<string, { readonly token: string; readonly untilMs: number }>();

  constructor(account: string, world: World, clock: Clock) {
    this.#account = account;
    this.#world = world;
    this.#clock = clock;
  }

  /** Rejects when none can be had. */
  get(audience: string): string | Promise<string> {
    const kept = this.#tokens.get(audience);
    return kept !== undefined && this.#clock.now() < kept.untilMs ? kept.token : this.#fetch(audience);
  }

  async #fetch(audience: string): Promise<string> {
    const token = await this.#world.idToken(this.#account, audience);
    this.#tokens.set(audience, { token, untilMs: expiryMs(token) - MARGIN_MS });
    return token;
  }
}

/** 0 for what is no token: it is then never kept. */
function expiryMs(token: string): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    const exp = typeof claims === "object" && claims !== null && "exp" in claims ? claims.exp : 0;
    return typeof exp === "number" ? exp * 1000 : 0;
  } catch {
    return 0;
  }
}
