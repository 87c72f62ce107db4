import type { Cloud, Made, Registration } from "../engine/cloud.ts";
import { deleteObject, guardDeletion } from "./deletion.ts";
import { CloudError } from "./errors.ts";
import { callFunction } from "./functions.ts";
import { Inventory } from "./inventory.ts";
import { createObject, type Draft, updateObject } from "./make-object.ts";
import { made, plannedOutputs } from "./outputs.ts";
import { PROVIDER, siteOf } from "./provider.ts";
import { derivedDigits } from "./random-text.ts";
import { type Refusal, refusalOf } from "./refusal.ts";
import { deletesFirst, replacingInputs } from "./replacement.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import { check, settle } from "./settle.ts";
import type { CloudObject, CloudState, Values } from "./state.ts";
import { types } from "./types.ts";
import { holdsUnknown } from "./unknown.ts";

export interface CloudOptions {
  /** Milliseconds since the epoch. Default: the machine's time. */
  readonly now?: () => number;
  /** Number of the project. Default: that of the state, else one that follows from the project's id. */
  readonly projectNumber?: string;
  /** Project and region for programs whose provider does not say. */
  readonly project?: string;
  readonly region?: string;
}

/** A {@link Cloud} whose state can be kept. */
export interface LoopbackCloud extends Cloud {
  /** Everything that exists now, as plain JSON. */
  state(): CloudState;
  /** What went otherwise than asked, e.g. a key that cannot be deleted. */
  warnings(): readonly string[];
  /** What a deployment would not be allowed to do; complete once a preview has ended. */
  refusals(): readonly Refusal[];
}

/**
 * Google Cloud as one stack sees it, on loopback.
 *
 * Use one for one evaluation of the program: what is not registered before {@link Cloud.finish} is deleted.
 *
 * @param state - what the last evaluation left; undefined for a stack that has never run.
 */
export function createCloud(state: CloudState | undefined, options: CloudOptions = {}): LoopbackCloud {
  return new Evaluation(state, options);
}

class Evaluation implements LoopbackCloud {
  readonly #options: CloudOptions;
  readonly #projectNumber: string;
  readonly #start: CloudState;
  readonly #hasMoved: boolean;
  readonly #real: Inventory;
  /** What a preview pretends exists. */
  #plan: Inventory | undefined;
  readonly #seen = new Set<string>();
  readonly #warnings: string[] = [];
  readonly #refusals: Refusal[] = [];
  /** URN of the provider registered last, for resources that do not name theirs. */
  #provider: string | undefined;
  #sequence = 0;

  constructor(state: CloudState | undefined, options: CloudOptions) {
    this.#options = options;
    this.#projectNumber = options.projectNumber ?? state?.projectNumber ?? derivedDigits(options.project ?? "", 12);
    const nothing = {
      version: 1,
      projectNumber: this.#projectNumber,
      objects: {},
      replaced: [],
      left: [],
      deleted: {},
    };
    this.#start = state ?? (nothing as CloudState);
    this.#hasMoved = this.#start.projectNumber !== this.#projectNumber;
    this.#real = new Inventory(this.#start, this.#projectNumber);
  }

  state(): CloudState {
    return this.#real.state();
  }

  warnings(): readonly string[] {
    return this.#warnings;
  }

  refusals(): readonly Refusal[] {
    const gone = this.#gone(this.#inventory(true)).flatMap(([urn, object]) => {
      const around = this.#around(describe(object.name, object.type), this.#inventory(true));
      return refusalOf(urn, object, undefined, () => guardDeletion(object, around)) ?? [];
    });
    return [...this.#refusals, ...gone];
  }

  async register(registration: Registration, preview: boolean): Promise<Made> {
    const { urn, name } = registration;
    const resource = describe(name, registration.type);
    const type = types[registration.type];
    if (type === undefined) throw new CloudError("unknown_resource_type", { resource });
    const inventory = this.#inventory(preview);
    for (const former of registration.formerUrns) {
      if (inventory.managed(urn) === undefined) inventory.rename(former, urn);
    }
    this.#seen.add(urn);
    const sequence = this.#sequence;
    this.#sequence += 1;

    const old = inventory.managed(urn);
    const fresh = this.#around(resource, inventory, registration.provider);
    const kept: Surroundings = old === undefined ? fresh : { ...fresh, before: old.outputs };
    const wanted = settle(registration, type, old, kept);
    const replacing = old === undefined ? [] : replacingInputs(type, old.inputs, wanted);
    const isReplaced = old !== undefined && replacing.length > 0;
    const goesFirst = isReplaced && isNamed(type, registration) && deletesFirst(type, old.inputs, wanted);
    // A successor that stands beside the old object for a while needs an automatic name of its own.
    const inputs = isReplaced && !goesFirst ? settle(registration, type, undefined, fresh) : wanted;
    const current = isReplaced ? undefined : old;
    const around = current === undefined ? fresh : kept;
    check(inputs, type, around);
    if (isReplaced) {
      const guard = () => guardDeletion(old, fresh);
      // A preview goes on, to tell of everything at once.
      const refusal = preview ? refusalOf(urn, old, replacing, guard) : guard();
      if (refusal) this.#refusals.push(refusal);
      if (goesFirst) deleteObject(old, fresh);
      else inventory.setAside(urn);
    }
    if (registration.type === PROVIDER) this.#provider = urn;
    const common = {
      type: registration.type,
      name,
      inputs,
      protect: registration.protect,
      retainOnDelete: registration.retainOnDelete,
      sequence,
      createdAt: current?.createdAt ?? around.now,
    };
    if (preview) {
      const outputs = plannedOutputs(type, inputs, around);
      // What Google keeps to itself stays, e.g. for the public half of a key that is there.
      const { hidden } = current ?? {};
      inventory.put(urn, { ...common, id: current?.id ?? foreseenId(type, inputs, around), outputs, hidden });
      return made(type, current?.id ?? "", outputs);
    }
    return this.#make(urn, type, common, current, around);
  }

  async invoke(token: string, args: Made["outputs"], preview: boolean): Promise<Made["outputs"]> {
    return callFunction(token, args, this.#inventory(preview), preview);
  }

  async finish(): Promise<void> {
    const inventory = this.#plan ?? this.#real;
    const gone = this.#gone(inventory);
    const doomed = [...gone.map(([, object]) => object), ...inventory.replaced()];
    // Whoever refers to something was registered after it, so the last come first.
    doomed.sort((a, b) => b.sequence - a.sequence);
    const around = (object: CloudObject) => this.#around(describe(object.name, object.type), inventory);
    for (const [, object] of gone) guardDeletion(object, around(object));
    for (const object of doomed) {
      const warning = deleteObject(object, around(object));
      if (warning !== undefined) this.#warnings.push(warning);
    }
  }

  /** What the program no longer registers. */
  #gone(inventory: Inventory): [string, CloudObject][] {
    return inventory.entries().filter(([urn]) => !this.#seen.has(urn));
  }

  #inventory(preview: boolean): Inventory {
    if (!preview) return this.#real;
    this.#plan ??= new Inventory(this.#start, this.#projectNumber);
    return this.#plan;
  }

  /** @param provider - URN and id, as a resource names its own. */
  #around(resource: string, inventory: Inventory, provider?: string): Surroundings {
    const named = provider?.slice(0, provider.lastIndexOf("::")) ?? this.#provider;
    const found = named === undefined ? inventory.ofType(PROVIDER)[0] : inventory.managed(named);
    const inputs = found?.inputs ?? {};
    const site = siteOf(inputs, this.#projectNumber, this.#options);
    return { resource, site, inventory, now: (this.#options.now ?? Date.now)() };
  }

  async #make(
    urn: string,
    type: ResourceType,
    common: Draft,
    current: CloudObject | undefined,
    around: Surroundings,
  ): Promise<Made> {
    if (current !== undefined && !this.#hasMoved && isUnchanged(type, current, common.inputs, around)) {
      around.inventory.put(urn, { ...current, ...common });
      return made(type, current.id, current.outputs);
    }
    const { id, outputs } =
      current === undefined
        ? await createObject(urn, type, common, around)
        : await updateObject(urn, type, common, current, around);
    return made(type, id, outputs);
  }
}

/** Id a preview counts on where the program builds ids itself; empty when something in it is unknown. */
function foreseenId(type: ResourceType, inputs: Values, around: Surroundings): string {
  return holdsUnknown(inputs) ? "" : type.answer(inputs, around).id;
}

function isNamed({ autoName }: ResourceType, { inputs }: Registration): boolean {
  return autoName !== undefined && inputs[autoName.input] !== undefined;
}

function describe(name: string, type: string): string {
  return `${name} (${type})`;
}

function isUnchanged(type: ResourceType, current: CloudObject, inputs: Values, around: Surroundings): boolean {
  const wanted = plannedOutputs(type, inputs, around);
  return JSON.stringify(sorted(wanted)) === JSON.stringify(sorted(current.outputs));
}

function sorted(values: Values): unknown {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
