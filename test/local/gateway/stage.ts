import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { createGateway, type DoorConfig, type Gateway, type RequestRecord } from "../../../local/gateway/gateway.ts";
import type { KeyCheck, KeyCheckAnswer, World } from "../../../local/gateway/world.ts";
import type { Backend, JwtProvider, Method, ServiceConfig } from "../../../openapi/google/service-config.ts";
import { FakeClock } from "./fake-clock.ts";
import { bind, echoBackend, exchange, type Received, requestBytes, type WireAnswer } from "./wire.ts";

export const ISSUER = "https://issuer.test";
export const AUDIENCE = "https://api.test";
export const MANAGED_SERVICE = "orders-1a2b.apigateway.acme.cloud.goog";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A token of the test issuer, valid for an hour of `clock` unless the claims say otherwise. */
export function token(clock: FakeClock, claims: object = {}, kid = "k1", key: KeyObject = pair.privateKey): string {
  const payload = { iss: ISSUER, aud: AUDIENCE, sub: "acme", exp: Math.floor(clock.now() / 1000) + 3600, ...claims };
  const data = [{ alg: "RS256", kid }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${data}.${sign("sha256", Buffer.from(data), key).toString("base64url")}`;
}

/** The test issuer's key set under these kids. */
export function keySet(...kids: string[]): string {
  const jwk = pair.publicKey.export({ format: "jwk" });
  return JSON.stringify({ keys: kids.map((kid) => ({ ...jwk, kid, alg: "RS256", use: "sig" })) });
}

export const provider: JwtProvider = {
  id: "own",
  issuer: ISSUER,
  jwksUri: "https://keys.test/jwks.json",
  audiences: [AUDIENCE],
  locations: [{ header: "Authorization", valuePrefix: "Bearer " }, { query: "access_token" }],
};

/** An operation, open unless said otherwise. */
export function method(httpMethod: string, pathTemplate: string, rest: Partial<Method> = {}): Method {
  const operationId = `${httpMethod}${pathTemplate}`;
  const open = { apiKeyRequired: false, providerIds: [], metricCosts: {}, backend: backend() };
  return { selector: `1.orders.${operationId}`, operationId, httpMethod, pathTemplate, ...open, ...rest };
}

export function backend(rest: Partial<Backend> = {}): Backend {
  return {
    address: "https://orders-1.europe-west1.run.app",
    pathTranslation: "APPEND_PATH_TO_ADDRESS",
    jwtAudience: "https://orders-1.europe-west1.run.app",
    disableAuth: false,
    deadlineSeconds: 15,
    protocol: "http/1.1",
    ...rest,
  };
}

/** A door of the given operations. */
export function door(methods: readonly Method[], rest: Partial<ServiceConfig> = {}): DoorConfig {
  return {
    name: "main",
    config: { providers: [provider], methods, allowCors: false, quotaLimits: [], ...rest },
    managedService: MANAGED_SERVICE,
    serviceAccountEmail: "gateway@acme.iam.gserviceaccount.com",
    configId: "main-1",
  };
}

/** A gateway between real sockets, in a world that tests may change while it runs. */
export class Stage {
  readonly clock = new FakeClock();
  readonly records: RequestRecord[] = [];
  readonly checks: KeyCheck[] = [];
  received: Received[] = [];
  /** Answers to fetches; the last stays. */
  fetches = 0;
  fetchText: World["fetchText"] = async () => ({ status: 200, body: keySet("k1") });
  idToken: World["idToken"] = async (account, audience) => `id-token-of-${account}-for-${audience}`;
  keys: Readonly<Record<string, KeyCheckAnswer>> | "unreachable" = {};
  backendPort = 0;
  port = 0;
  gateway!: Gateway;
  #server = createServer();

  /** @param listener - the backend; echoes without one. */
  static async open(config: DoorConfig, listener?: RequestListener): Promise<Stage> {
    const stage = new Stage();
    await stage.#open(config, listener);
    return stage;
  }

  send(verb: string, target: string, headers: Record<string, string> = {}, body?: string): Promise<WireAnswer> {
    return exchange(this.port, requestBytes(verb, target, Object.entries(headers), body));
  }

  async close(): Promise<void> {
    await this.gateway.close();
    this.stopBackend();
  }

  stopBackend(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #open(config: DoorConfig, listener?: RequestListener): Promise<void> {
    const echo = echoBackend();
    this.#server = listener === undefined ? echo.server : createServer(listener);
    this.received = echo.received;
    this.backendPort = await bind(this.#server);
    const world: World = {
      fetchText: (url) => {
        this.fetches += 1;
        return this.fetchText(url);
      },
      idToken: (account, audience) => this.idToken(account, audience),
      checkKey: async (check) => {
        this.checks.push(check);
        if (this.keys === "unreachable") throw new Error("unreachable");
        return this.keys[check.apiKey] ?? { ok: false, error: "API_KEY_INVALID" };
      },
      locate: () => ({ protocol: "http:", host: "127.0.0.1", port: this.backendPort }),
    };
    this.gateway = createGateway(config, { world, clock: this.clock, log: (record) => this.records.push(record) });
    this.port = await bind(this.gateway.server);
  }
}

/** Message of an error the gateway made. */
export function messageOf(answer: WireAnswer): string {
  return (JSON.parse(answer.body) as { message: string }).message;
}
