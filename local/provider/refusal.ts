import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import protocol from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import { LatchkeyError } from "../../errors/latchkey-error.ts";
import { marshal } from "../engine/marshal.ts";
import { type HalfMade, HalfMadeError } from "./half-made-error.ts";

/** An error as the engine shows it to whoever deploys: the refusal and the way out, without a stack trace. */
export function refusalOf(error: unknown): Partial<ServiceError> {
  if (error instanceof HalfMadeError) return halfMade(error.half, messageOf(error.cause));
  return { code: status.UNKNOWN, message: messageOf(error), details: messageOf(error) };
}

function messageOf(error: unknown): string {
  if (error instanceof LatchkeyError) return `${error.message} ${error.fix}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** gRPC carries structured details of an error in a header. */
function halfMade({ id, inputs, properties }: HalfMade, message: string): Partial<ServiceError> {
  const detail = new protocol.ErrorResourceInitFailed()
    .setId(id)
    .setInputs(marshal(inputs))
    .setProperties(marshal(properties))
    .setReasonsList([message]);
  const packed = new any.Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new statuses.Status();
  answer.setCode(status.UNKNOWN);
  answer.setMessage(message);
  answer.addDetails(packed);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return { code: status.UNKNOWN, message, details: message, metadata };
}
