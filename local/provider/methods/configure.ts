import protocol, {
  type CheckRequest,
  type CheckResponse,
  type ConfigureRequest,
  type ConfigureResponse,
  type DiffRequest,
  type DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import { changesBetween } from "../../cloud/changes.ts";
import { bare } from "../../cloud/unknown.ts";
import { unmarshal } from "../../engine/marshal.ts";
import type { Session } from "../session.ts";

/** Takes the provider's inputs as they are. */
export function checkConfig(_session: Session, request: CheckRequest): CheckResponse {
  return new protocol.CheckResponse().setInputs(request.getNews());
}

/** A provider is changed in place, whatever changes. */
export function diffConfig(_session: Session, request: DiffRequest): DiffResponse {
  const before = bare(unmarshal(request.getOldInputs() ?? request.getOlds(), "provider"));
  const changed = changesBetween(before, bare(unmarshal(request.getNews(), "provider")));
  const { DIFF_NONE, DIFF_SOME } = protocol.DiffResponse.DiffChanges;
  return new protocol.DiffResponse()
    .setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList([...new Set(changed.map(({ path }) => String(path[0])))]);
}

/** Remembers project, region and default labels, and says what this provider can do. */
export function configure(session: Session, request: ConfigureRequest): ConfigureResponse {
  session.config = bare(unmarshal(request.getArgs(), "provider"));
  return new protocol.ConfigureResponse()
    .setAcceptsecrets(true)
    .setAcceptresources(true)
    .setSupportspreview(true)
    .setAcceptoutputs(false);
}
