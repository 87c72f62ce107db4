import { type handleUnaryCall, Server, ServerCredentials, type ServiceError, status } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { check } from "./methods/check.ts";
import { checkConfig, configure, diffConfig } from "./methods/configure.ts";
import { create } from "./methods/create.ts";
import { remove } from "./methods/delete.ts";
import { diff } from "./methods/diff.ts";
import { invoke } from "./methods/invoke.ts";
import { acknowledge, getPluginInfo, getSchema } from "./methods/plugin.ts";
import { read } from "./methods/read.ts";
import { update } from "./methods/update.ts";
import type { ProviderOptions } from "./options.ts";
import { refusalOf } from "./refusal.ts";
import { Session } from "./session.ts";

/** A provider that answers. */
export interface ServedProvider {
  readonly port: number;
  close(): Promise<void>;
}

/** Gateway documents travel base64 in one message, several times over. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** Serves the loopback cloud to the engine on 127.0.0.1, on a free port. */
export async function serveProvider(options: ProviderOptions): Promise<ServedProvider> {
  const session = new Session(options);
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(services.ResourceProviderService, {
    handshake: unimplemented,
    parameterize: unimplemented,
    getSchema: answer(session, getSchema),
    checkConfig: answer(session, checkConfig),
    diffConfig: answer(session, diffConfig),
    configure: answer(session, configure),
    invoke: answer(session, invoke),
    call: unimplemented,
    check: answer(session, check),
    diff: answer(session, diff),
    create: answer(session, create),
    read: answer(session, read),
    update: answer(session, update),
    delete: answer(session, remove),
    construct: unimplemented,
    cancel: answer(session, acknowledge),
    getPluginInfo: answer(session, getPluginInfo),
    attach: answer(session, acknowledge),
    getMapping: unimplemented,
    getMappings: unimplemented,
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, close: async () => server.forceShutdown() };
}

function answer<Request, Response>(
  session: Session,
  method: (session: Session, request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, done) => {
    Promise.resolve()
      .then(() => method(session, call.request))
      .then(
        (response) => done(null, response),
        (error: unknown) => done(refusalOf(error) as ServiceError),
      );
  };
}

const unimplemented: handleUnaryCall<unknown, unknown> = (_call, done) => done({ code: status.UNIMPLEMENTED });
