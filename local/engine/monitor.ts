import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import type { RegisterResourceOutputsRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import protocol from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { Evaluation } from "./evaluation.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { invoke } from "./invoke.ts";
import { unmarshal } from "./marshal.ts";
import { readResource } from "./read-resource.ts";
import { registerResource } from "./register-resource.ts";
import { stackType } from "./urn.ts";

type Reply = (error: Error | null, response?: unknown) => void;
type Method = (request: never, reply: Reply) => void;

const feature = protocol.ResourceMonitorFeature;

/**
 * What we offer. Left out on purpose: resource references, output values and invokes that wait for dependencies, because the
 * SDK then sends plain values and waits by itself.
 */
const features = [
  feature.RESOURCE_MONITOR_FEATURE_SECRETS,
  feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  feature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
];

/** gRPC's codes for "shutting down", on which the SDK falls silent, and for any other error, which the program sees. */
const UNAVAILABLE = 14;
const UNKNOWN_STATUS = 2;

/**
 * The resource monitor of one evaluation: what the SDK reaches through gRPC in a real deployment, as plain calls.
 *
 * The first error of a registration ends the evaluation, and every later call is answered "shutting down", as the engine does.
 *
 * @param progress - called whenever something is asked or answered.
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto
 */
export function makeMonitor(evaluation: Evaluation, progress: () => void): Readonly<Record<string, Method>> {
  const { failure, recording, stackTransforms } = evaluation;

  function answer<Request>(work: (request: Request) => unknown, refuse: (error: unknown) => Error = end): Method {
    return async (request: Request, reply: Reply) => {
      progress();
      if (hasFailed()) return reply(shuttingDown());
      let response: unknown;
      try {
        response = await work(request);
      } catch (error) {
        return reply(refuse(error));
      } finally {
        progress();
      }
      return hasFailed() ? reply(shuttingDown()) : reply(null, response);
    };
  }

  function hasFailed(): boolean {
    return failure.error !== undefined;
  }

  function end(thrown: unknown): Error {
    failure.raise(thrown);
    return shuttingDown();
  }

  function disclose(thrown: unknown): Error {
    const error = failure.explain(thrown);
    failure.disclose(error);
    return grpcError(UNKNOWN_STATUS, error.message);
  }

  function unsupported(name: string): Method {
    return answer(() => {
      throw new EvaluationError("unsupported_feature", { feature: name });
    }, disclose);
  }

  return {
    getDeploymentInfo: answer(() => {
      const info = new protocol.DeploymentInfo();
      info.setSupportedfeaturesList(features);
      return info;
    }),
    registerResource: answer((request: Parameters<typeof registerResource>[1]) =>
      registerResource(evaluation, request),
    ),
    readResource: answer((request: Parameters<typeof readResource>[1]) => readResource(evaluation, request)),
    invoke: answer((request: Parameters<typeof invoke>[1]) => invoke(evaluation, request), disclose),
    registerResourceOutputs: answer((request: RegisterResourceOutputsRequest) => {
      const resource = recording.find(request.getUrn());
      if (resource === undefined) throw new Error(`outputs for ${request.getUrn()}, which is not registered`);
      resource.outputs = unmarshal(request.getOutputs(), `the outputs of ${resource.name}`);
      if (resource.type === stackType) recording.outputs = resource.outputs;
      return new empty.Empty();
    }),
    registerStackTransform: answer((callback: Callback) => {
      stackTransforms.push(callback.getToken());
      return new empty.Empty();
    }),
    signalAndWaitForShutdown: answer(() => new empty.Empty()),
    call: unsupported("a method of a resource"),
    existsResource: unsupported("a check whether a resource exists"),
    registerPackage: unsupported("a parameterized provider"),
    registerStackInvokeTransform: unsupported("a transform of functions"),
    registerResourceHook: unsupported("a resource hook"),
    registerErrorHook: unsupported("an error hook"),
  };
}

function shuttingDown(): Error {
  return grpcError(UNAVAILABLE, "the evaluation has ended");
}

function grpcError(code: number, details: string): Error {
  return Object.assign(new Error(details), { code, details });
}
