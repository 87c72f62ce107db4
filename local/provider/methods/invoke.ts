import protocol, { type InvokeRequest, type InvokeResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { callFunction } from "../../cloud/functions.ts";
import { marshal, unmarshal } from "../../engine/marshal.ts";
import type { Session } from "../session.ts";

/**
 * Answers a provider function from what exists.
 *
 * @throws {CloudError} `unknown_function`, or as the function refuses.
 */
export async function invoke(session: Session, request: InvokeRequest): Promise<InvokeResponse> {
  const token = request.getTok();
  const args = unmarshal(request.getArgs(), token);
  const result = await session.cloud.look((inventory) => callFunction(token, args, inventory, request.getPreview()));
  return new protocol.InvokeResponse().setReturn(marshal(result));
}
