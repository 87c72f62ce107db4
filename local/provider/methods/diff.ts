import protocol, { type DiffRequest, type DiffResponse, type PropertyDiff } from "@pulumi/pulumi/proto/provider_pb.js";
import { isAutoName } from "../../cloud/auto-name.ts";
import { type Change, changesBetween } from "../../cloud/changes.ts";
import { labelOutputs } from "../../cloud/labels.ts";
import { propertyPath } from "../../cloud/property-path.ts";
import { deletesFirst, replaces } from "../../cloud/replacement.ts";
import type { Values } from "../../cloud/state.ts";
import { bare } from "../../cloud/unknown.ts";
import { unmarshal } from "../../engine/marshal.ts";
import type { Session } from "../session.ts";
import { type Subject, subjectOf } from "../subject.ts";

/** What an update would change, and whether the object can be kept. */
export async function diff(session: Session, request: DiffRequest): Promise<DiffResponse> {
  const subject = subjectOf(request.getUrn());
  const { name, type } = subject;
  const outputs = bare(unmarshal(request.getOlds(), name));
  const before = bare(unmarshal(request.getOldInputs(), name));
  const after = bare(unmarshal(request.getNews(), name));
  const changes = changesBetween(before, after);
  const labels = await labelChanges(session, subject, outputs, after);
  const replacing = changes.filter((change) => replaces(type, change));
  const isNamed = type.autoName !== undefined && !isAutoName(after[type.autoName.input]);
  const { DIFF_NONE, DIFF_SOME } = protocol.DiffResponse.DiffChanges;
  const response = new protocol.DiffResponse()
    .setChanges(changes.length + labels.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList(topNames([...changes, ...labels]))
    .setReplacesList(topNames(replacing))
    .setDeletebeforereplace(replacing.length > 0 && isNamed && deletesFirst(type, before, after))
    .setHasdetaileddiff(true);
  const details = response.getDetaileddiffMap();
  for (const change of changes) {
    details.set(propertyPath(change.path), propertyDiff(change, replacing.includes(change), true));
  }
  for (const change of labels) details.set(propertyPath(change.path), propertyDiff(change, false, false));
  return response;
}

/** Labels of the provider reach resources that did not change themselves. */
function labelChanges(session: Session, subject: Subject, outputs: Values, inputs: Values): Promise<Change[]> {
  if (subject.type.labelled !== true || outputs.pulumiLabels === undefined) return Promise.resolve([]);
  return session.cloud.look((inventory) => {
    const { pulumiLabels = null } = labelOutputs(inputs.labels, session.around(subject, inventory));
    return changesBetween({ pulumiLabels: outputs.pulumiLabels ?? null }, { pulumiLabels });
  });
}

function topNames(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ path }) => String(path[0])))];
}

function propertyDiff({ kind }: Change, isReplacing: boolean, isInput: boolean): PropertyDiff {
  const kinds = protocol.PropertyDiff.Kind;
  const [inPlace, anew] = {
    add: [kinds.ADD, kinds.ADD_REPLACE] as const,
    update: [kinds.UPDATE, kinds.UPDATE_REPLACE] as const,
    delete: [kinds.DELETE, kinds.DELETE_REPLACE] as const,
  }[kind];
  return new protocol.PropertyDiff().setKind(isReplacing ? anew : inPlace).setInputdiff(isInput);
}
