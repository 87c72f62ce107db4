import { createHash } from "node:crypto";
import type { CloudState } from "./cloud/state.ts";

const FORMAT = 1;
const SHAPE = /^\{"latchkey":(\d+),"sha256":"([0-9a-f]{64})","state":(.*)\}\n$/s;

/** What a state file turned out to be. */
export type Opened =
  | { readonly state: CloudState }
  | { readonly damage: string }
  /** Written by a release that knows more. */
  | { readonly newerFormat: number };

/** A state as the text of a file: JSON that carries the digest of its own contents. */
export function seal(state: CloudState): string {
  const text = JSON.stringify(state);
  return `{"latchkey":${FORMAT},"sha256":"${digest(text)}","state":${text}}\n`;
}

/** Reads a text made by {@link seal}; any byte missing or changed is damage. */
export function unseal(sealed: string): Opened {
  const [, format, sha256, text] = SHAPE.exec(sealed) ?? [];
  if (text === undefined) return { damage: sealed === "" ? "it is empty" : "it does not end as it should" };
  if (Number(format) > FORMAT) return { newerFormat: Number(format) };
  if (Number(format) < FORMAT || digest(text) !== sha256) return { damage: "its checksum does not match" };
  return { state: JSON.parse(text) as CloudState };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
