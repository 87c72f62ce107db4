import { compileDocument } from "../openapi/google/compile-document.ts";
import type { Clock } from "./clock.ts";
import type { DeployedDoor } from "./deployment.ts";
import { createGateway, type Gateway, type RequestRecord } from "./gateway/gateway.ts";
import type { World } from "./gateway/world.ts";
import { type Listening, listen, loopback } from "./listen.ts";

/** A door that answers on loopback. */
export interface ServedDoor {
  readonly name: string;
  /** e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Host name it would have at Google. */
  readonly hostname: string;
  readonly listening: Listening;
}

/** What the doors need of the rest of the stack. */
export interface DoorsOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly log: (record: RequestRecord) => void;
  /** Port of the first door; the others follow. 0: any free ports. */
  readonly port: number;
}

/** One listener per deployed gateway, kept across deployments. */
export class ServedDoors {
  readonly #options: DoorsOptions;
  readonly #served = new Map<string, { readonly gateway: Gateway; readonly door: ServedDoor }>();

  constructor(options: DoorsOptions) {
    this.#options = options;
  }

  get doors(): ServedDoor[] {
    return [...this.#served.values()].map(({ door }) => door);
  }

  /** Serves what is deployed now: new doors open, gone ones close, the others change configuration without dropping a request. */
  async deploy(doors: readonly DeployedDoor[]): Promise<void> {
    const gone = [...this.#served.keys()].filter((hostname) => !doors.some((door) => door.hostname === hostname));
    for (const hostname of gone) {
      await this.#served.get(hostname)?.gateway.close();
      this.#served.delete(hostname);
    }
    for (const deployed of doors) {
      const config = { ...deployed, config: compileDocument(deployed.document, deployed.managedService) };
      const served = this.#served.get(deployed.hostname);
      if (served) served.gateway.configure(config);
      else await this.#open(deployed, createGateway(config, this.#options));
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#served.values()].map(({ gateway }) => gateway.close()));
    this.#served.clear();
  }

  async #open({ name, hostname }: DeployedDoor, gateway: Gateway): Promise<void> {
    const wanted = this.#options.port === 0 ? 0 : this.#options.port + this.#served.size;
    const listening = await listen(gateway.server, wanted);
    const door = { name, hostname, listening, url: `http://${loopback}:${listening.port}` };
    this.#served.set(hostname, { gateway, door });
  }
}
