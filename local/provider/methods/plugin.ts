import gcp from "@pulumi/gcp/package.json" with { type: "json" };
import plugins, { type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import protocol, { type GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import empty, { type Empty } from "google-protobuf/google/protobuf/empty_pb.js";

/** The engine warns of any older version than the SDK's own. */
export function getPluginInfo(): PluginInfo {
  return new plugins.PluginInfo().setVersion(gcp.version);
}

/** Programs bring their types with them, so nobody needs a schema. */
export function getSchema(): GetSchemaResponse {
  return new protocol.GetSchemaResponse().setSchema("{}");
}

/** The engine says where it is, or that it is leaving. */
export function acknowledge(): Empty {
  return new empty.Empty();
}
