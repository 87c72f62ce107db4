import { createServer, type RequestListener, type Server } from "node:http";
import type { Clock } from "./clock.ts";
import type { Closers } from "./closers.ts";
import type { IdTokens } from "./cloud/id-token.ts";
import { restHandler } from "./cloud/rest/rest-handler.ts";
import type { CloudState } from "./cloud/state.ts";
import type { Deployed } from "./deployments.ts";
import type { RequestRecord } from "./gateway/gateway.ts";
import type { World } from "./gateway/world.ts";
import { withHostedKeySet } from "./hosted-key-set.ts";
import { type Listening, listen, loopback } from "./listen.ts";
import { loopbackWorld } from "./loopback-world.ts";
import { refuseWebPages } from "./refuse-web-pages.ts";
import { ServedDoors } from "./served-doors.ts";
import { echo } from "./service/echo.ts";
import { frontDoor } from "./service/front-door.ts";
import { proxyTo } from "./service/proxy-to.ts";
import { type RunService, runServices } from "./service/run-services.ts";

/** What the listeners of a stack need. */
export interface ListenersOptions {
  /** What is deployed now. */
  readonly current: () => Pick<Deployed, "state" | "deployment">;
  readonly tokens: IdTokens;
  readonly clock: Clock;
  /** Port of the main door; second door, service and Google's APIs follow. 0: any free ports. */
  readonly port: number;
  /** The developer's own app; absent: the built-in echo. */
  readonly backend?: string;
  readonly onRequest?: (record: RequestRecord) => void;
  readonly onWarning: (message: string) => void;
}

/** The private service on loopback. */
export interface ServedService {
  readonly name: string;
  readonly url: string;
  readonly listening: Listening;
}

/** Everything that answers for a stack on loopback. */
export interface Listeners {
  /** Closed until the first deployment is put into them. */
  readonly doors: ServedDoors;
  readonly service: ServedService;
  /** Cloud Storage and KMS. */
  readonly googleUrl: string;
  readonly world: World;
}

/**
 * Opens the listeners of a stack.
 *
 * @param closers - told of each as soon as it is there.
 * @throws {LatchkeyError} `no_free_port`.
 */
export async function openListeners(options: ListenersOptions, closers: Closers): Promise<Listeners> {
  const { current, tokens, clock, port, backend, onRequest, onWarning } = options;
  const state = () => current().state;
  const service = needService(state());
  const app = backend ? proxyTo(backend, { onFailure: onWarning }) : echo;
  const open = async (listener: RequestListener, offset: number) => {
    const server = createServer(listener);
    closers.add(() => closeServer(server));
    return listen(server, port === 0 ? 0 : port + offset);
  };
  const listening = await open(frontDoor({ service: service.id, state, tokens, app }), 2);
  const google = await open(refuseWebPages(restHandler(state)), 3);
  const world = withHostedKeySet(
    loopbackWorld({ state, tokens, frontDoorPort: () => listening.port }),
    () => current().deployment,
  );
  const doors = new ServedDoors({ world, clock, port, log: (record) => onRequest?.(record) });
  closers.add(() => doors.close());
  return {
    doors,
    service: { name: service.service, url: urlOf(listening), listening },
    googleUrl: urlOf(google),
    world,
  };
}

function urlOf({ port }: Listening): string {
  return `http://${loopback}:${port}`;
}

function needService(state: CloudState): RunService {
  const [service] = runServices(state);
  if (!service) throw new Error("the graph holds no Cloud Run service");
  return service;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
