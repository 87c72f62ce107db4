import messages, { type LogRequest, type SetRootResourceRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import type { Graph } from "./graph.ts";
import type { Recording } from "./recording.ts";

type Reply = (error: null, response: unknown) => void;

const severities: Readonly<Record<number, Graph["logs"][number]["severity"]>> = {
  [messages.LogSeverity.INFO]: "info",
  [messages.LogSeverity.WARNING]: "warning",
  [messages.LogSeverity.ERROR]: "error",
};

/** The engine's other service: takes the program's messages into the recording. Debug messages are the SDK's own, and dropped. */
export function makeEngine(recording: Recording) {
  let root = "";
  return {
    log(request: LogRequest, reply: Reply) {
      const severity = severities[request.getSeverity()];
      if (severity !== undefined) {
        recording.log({ severity, message: request.getMessage(), urn: request.getUrn() || undefined });
      }
      reply(null, {});
    },
    setRootResource(request: SetRootResourceRequest, reply: Reply) {
      root = request.getUrn();
      reply(null, new messages.SetRootResourceResponse());
    },
    getRootResource(_request: unknown, reply: Reply) {
      const response = new messages.GetRootResourceResponse();
      response.setUrn(root);
      reply(null, response);
    },
    requirePulumiVersion(_request: unknown, reply: Reply) {
      reply(null, new messages.RequirePulumiVersionResponse());
    },
    close() {},
  };
}
