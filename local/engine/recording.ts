import type { Graph, GraphResource } from "./graph.ts";
import type { MarkedValues } from "./marshal.ts";

/** A resource as far as it is known while the evaluation goes on. */
export type RecordedResource = {
  -readonly [Key in keyof GraphResource]: GraphResource[Key];
} & {
  /** URNs it may be known under from before. */
  formerUrns: readonly string[];
  /** Tokens of the transforms that apply to it and to what stands below it. */
  transforms: readonly string[];
};

/** Everything one evaluation has registered and logged so far, in order. */
export class Recording {
  readonly #resources = new Map<string, RecordedResource>();
  readonly #logs: Graph["logs"][number][] = [];
  /** Stack outputs. */
  outputs: MarkedValues = {};
  readonly #hide: (text: string) => string;

  /** @param hide - takes secrets out of what is logged. */
  constructor(hide: (text: string) => string) {
    this.#hide = hide;
  }

  /** @returns false when the URN is taken; then nothing is added. */
  add(resource: RecordedResource): boolean {
    if (this.#resources.has(resource.urn)) return false;
    this.#resources.set(resource.urn, resource);
    return true;
  }

  find(urn: string): RecordedResource | undefined {
    return this.#resources.get(urn);
  }

  log(entry: Graph["logs"][number]): void {
    this.#logs.push({ ...entry, message: this.#hide(entry.message) });
  }

  /** The first error the program logged. */
  loggedError(): Graph["logs"][number] | undefined {
    return this.#logs.find((entry) => entry.severity === "error");
  }

  graph(project: string, stack: string, preview: boolean): Graph {
    const resources = [...this.#resources.values()].map(({ formerUrns: _, transforms: __, ...resource }) => resource);
    return { project, stack, preview, resources, outputs: this.outputs, logs: [...this.#logs] };
  }
}
