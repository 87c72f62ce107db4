import type { JwtProvider } from "../../../openapi/google/service-config.ts";
import type { Clock } from "../../clock.ts";
import type { World } from "../world.ts";
import { parseKeySet, type VerificationKey } from "./key-set.ts";
import { type Json, parseLenientJson } from "./lenient-json.ts";

const REFETCH_MS = 295_000;
const RETRY_MS = 1_000;
const TIMEOUT_MS = 30_000;

type Keys = readonly VerificationKey[];

/**
 * The key set of one provider, fetched ahead of time and again five seconds before its 300 seconds are over.
 *
 * What has been fetched once stays in force while later fetches fail; a kid it does not hold makes nobody fetch.
 * @see gateway-semantics §3.6
 */
export class KeySetSource {
  readonly #provider: JwtProvider;
  readonly #world: World;
  readonly #clock: Clock;
  #keys: Keys | undefined;
  #fetching: Promise<Keys | undefined> | undefined;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(provider: JwtProvider, world: World, clock: Clock) {
    this.#provider = provider;
    this.#world = world;
    this.#clock = clock;
    this.#refresh();
  }

  /** The keys in force; while there are none, what a fetch on demand brings: undefined when it fails. */
  keys(): Keys | Promise<Keys | undefined> {
    return this.#keys ?? this.#fetch();
  }

  /** Ends refetching. */
  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #refresh(): void {
    void this.#fetch().then((fetched) => {
      if (this.#stopped) return;
      this.#cancel = this.#clock.schedule(fetched === undefined ? RETRY_MS : REFETCH_MS, () => this.#refresh());
    });
  }

  #fetch(): Promise<Keys | undefined> {
    this.#fetching ??= this.#download()
      .catch(() => undefined)
      .then((keys) => {
        this.#fetching = undefined;
        this.#keys = keys ?? this.#keys;
        return keys;
      });
    return this.#fetching;
  }

  async #download(): Promise<Keys | undefined> {
    const url = this.#provider.jwksUri ?? (await this.#discover());
    const text = url === undefined ? undefined : await this.#get(url);
    return text === undefined ? undefined : parseKeySet(text);
  }

  async #discover(): Promise<string | undefined> {
    const text = await this.#get(`${this.#provider.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
    const document: Json | undefined = text === undefined ? undefined : parseLenientJson(Buffer.from(text));
    if (typeof document !== "object" || document === null || Array.isArray(document)) return undefined;
    return typeof document.jwks_uri === "string" ? document.jwks_uri : undefined;
  }

  /** Body of an answer with status 200; no other counts. */
  async #get(url: string): Promise<string | undefined> {
    const timeout = Promise.withResolvers<undefined>();
    const cancel = this.#clock.schedule(TIMEOUT_MS, () => timeout.resolve(undefined));
    try {
      const answer = await Promise.race([this.#world.fetchText(url), timeout.promise]);
      return answer?.status === 200 ? answer.body : undefined;
    } finally {
      cancel();
    }
  }
}
