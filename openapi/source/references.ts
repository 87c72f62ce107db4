import { normalize } from "node:path/posix";
import type { FindingLog } from "../finding-log.ts";
import { checkReference } from "./check-reference.ts";
import { Cursor } from "./cursor.ts";
import { parseTree } from "./parse-tree.ts";
import { readText } from "./read-text.ts";
import { readReference } from "./reference.ts";

/** Bytes of a file below the description's folder, or why there are none. */
export type ReadFile = (file: string) => Uint8Array | FileProblem;
export type FileProblem = "missing" | "outside" | "unreadable";

/** Files of one description; more is a mistake, or meant to keep us busy. */
const MAX_FILES = 1_000;
/** What may stand beside a `$ref`, because it decides about nothing. */
const BESIDE = new Set(["$ref", "summary", "description"]);

/** Follows `$ref`, into other files too. Those are opened when the gateway's behaviour depends on what stands in them. */
export class References {
  readonly #base: string;
  readonly #read: ReadFile;
  readonly #log: FindingLog;
  readonly #overlays: ReadonlySet<string>;
  readonly #roots = new Map<string, Cursor | undefined>();

  /**
   * @param file - the description's own.
   * @param overlays - files laid over it: what stands in them is part of the description.
   */
  constructor(file: string, root: Cursor, read: ReadFile, log: FindingLog, overlays: readonly string[] = []) {
    this.#overlays = new Set(overlays);
    this.#base = normalize(file);
    this.#read = read;
    this.#log = log;
    this.#roots.set(this.#base, root);
  }

  /**
   * Follows `$ref` until something that is no reference.
   *
   * @returns the target, or undefined after a finding.
   */
  follow(start: Cursor): Cursor | undefined {
    const seen = new Set<Cursor["node"]>();
    let here = start;
    for (;;) {
      const reference = here.get("$ref");
      if (!reference) return here;
      const ref = reference.text;
      if (ref === undefined) return this.#refuse("wrong_type", reference, { what: "$ref", expected: "a text" });
      const beside = [...here.entries()].find(([field]) => !BESIDE.has(field));
      if (beside) return this.#refuse("ref_misplaced", beside[1], { why: `\`${beside[0]}\` stands beside it` });
      if (seen.has(here.node)) return this.#refuse("cyclic_ref", reference, { ref });
      seen.add(here.node);
      const target = this.#find(ref, reference);
      if (!target) return undefined;
      here = target;
    }
  }

  /** The same without findings and without opening a file, for what the gateway does not look at. */
  peek(start: Cursor): Cursor | undefined {
    let here: Cursor | undefined = start;
    for (let steps = 0; here && steps < 10; steps += 1) {
      const ref = here.get("$ref")?.text;
      if (ref === undefined) return here;
      const from = normalize(here.file);
      const reference = readReference(ref, from, this.#base);
      if (reference.kind === "url" || reference.kind === "outside") return undefined;
      const root = this.#roots.get(reference.kind === "here" ? from : reference.file);
      here = root && walk(root, reference.pointer);
    }
    return undefined;
  }

  #find(ref: string, at: Cursor): Cursor | undefined {
    const from = this.#overlays.has(at.file) ? this.#base : normalize(at.file);
    const reference = readReference(ref, from, this.#base);
    if (reference.kind === "url" || reference.kind === "outside") {
      // Mostly said when the file was read, but not of what stood there as data or under another name.
      checkReference(ref, from, at.place, this.#base, this.#log);
      return undefined;
    }
    const file = reference.kind === "here" ? from : reference.file;
    const errors = this.#log.errorCount;
    const root = this.#open(file, ref, at);
    const target = root && walk(root, reference.pointer);
    if (!target && this.#log.errorCount === errors) this.#refuse("dangling_ref", at, { ref });
    return target;
  }

  #open(file: string, ref: string, at: Cursor): Cursor | undefined {
    if (this.#roots.has(file)) return this.#roots.get(file);
    if (this.#roots.size >= MAX_FILES) return this.#refuse("too_many_files", at, { limit: MAX_FILES });
    const bytes = this.#read(file);
    let root: Cursor | undefined;
    if (bytes === "outside") this.#refuse("ref_outside", at, { ref });
    else if (bytes === "unreadable") this.#refuse("ref_unreadable", at, { ref });
    else if (bytes !== "missing") {
      const text = readText(bytes, file, this.#log);
      root = text === undefined ? undefined : parseTree(text, file, at.sources, this.#base, this.#log);
    }
    this.#roots.set(file, root);
    return root;
  }

  #refuse(code: Parameters<FindingLog["add"]>[0], at: Cursor, details: Parameters<FindingLog["add"]>[2]): undefined {
    this.#log.add(code, at.place, details);
  }
}

function walk(root: Cursor, pointer: string): Cursor | undefined {
  let here: Cursor | undefined = root;
  for (const step of pointer.split("/").slice(1)) {
    const key: string = step.replaceAll("~1", "/").replaceAll("~0", "~");
    here = here?.node.kind === "list" ? here.items()[Number(key)] : here?.get(key);
  }
  return here && new Cursor(here.sources, here.node, here.pointer);
}
