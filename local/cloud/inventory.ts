import type { CloudObject, CloudState } from "./state.ts";

/** What exists while a program is evaluated: a {@link CloudState} that can be changed. */
export class Inventory {
  /** Twelve digits. */
  readonly projectNumber: string;
  readonly #knowsOwners: boolean;
  readonly #managed: Map<string, CloudObject>;
  #replaced: CloudObject[];
  #left: CloudObject[];
  readonly #deleted: Map<string, number>;

  /**
   * @param projectNumber - of the project from now on; the state may have been made under another.
   * @param knowsOwners - false where somebody else remembers what is managed: then anything may be taken over.
   */
  constructor(state: CloudState, projectNumber: string, knowsOwners = true) {
    this.#knowsOwners = knowsOwners;
    this.projectNumber = projectNumber;
    this.#managed = new Map(Object.entries(state.objects));
    this.#replaced = [...state.replaced];
    this.#left = [...state.left];
    this.#deleted = new Map(Object.entries(state.deleted));
  }

  /** Plain JSON; later changes do not reach it. */
  state(): CloudState {
    return {
      version: 1,
      projectNumber: this.projectNumber,
      objects: Object.fromEntries(this.#managed),
      replaced: [...this.#replaced],
      left: [...this.#left],
      deleted: Object.fromEntries(this.#deleted),
    };
  }

  managed(urn: string): CloudObject | undefined {
    return this.#managed.get(urn);
  }

  /** Every URN that is managed and the object behind it. */
  entries(): [string, CloudObject][] {
    return [...this.#managed];
  }

  /** Objects waiting for deletion because newer ones took their place. */
  replaced(): readonly CloudObject[] {
    return this.#replaced;
  }

  /** Everything of one type that exists, managed or not. */
  ofType(type: string): CloudObject[] {
    return [...this.#managed.values(), ...this.#replaced, ...this.#left].filter((object) => object.type === type);
  }

  find(type: string, id: string): CloudObject | undefined {
    return this.ofType(type).find((object) => object.id === id);
  }

  /** The object of an id, whatever URN it had before. */
  called(urn: string, type: string, id: string): CloudObject | undefined {
    const managed = this.#managed.get(urn);
    return managed?.id === id ? managed : this.find(type, id);
  }

  put(urn: string, object: CloudObject): void {
    this.#managed.set(urn, object);
  }

  /** The same object under the URN the program knows it by now. */
  rename(from: string, to: string): void {
    const object = this.#managed.get(from);
    if (object === undefined) return;
    this.#managed.delete(from);
    this.#managed.set(to, object);
  }

  /** Puts the object of a URN aside until the program has ended well. */
  setAside(urn: string): void {
    const object = this.#managed.get(urn);
    if (object === undefined) return;
    this.#managed.delete(urn);
    this.#replaced.push(object);
  }

  /** Stops managing an object; `staying` is what is left of it. */
  leave(object: CloudObject, staying: CloudObject): void {
    this.#forget(object);
    this.#left = this.#left.filter((other) => other.type !== staying.type || other.id !== staying.id);
    this.#left.push(staying);
  }

  /** Whether an object exists but is no longer managed. */
  isLeft(object: CloudObject): boolean {
    return !this.#knowsOwners || this.#left.includes(object);
  }

  /** Takes over an object nobody manages. */
  adopt(object: CloudObject): void {
    this.#forget(object);
  }

  remove(object: CloudObject, now: number, keepsId: boolean): void {
    this.#forget(object);
    if (keepsId) this.#deleted.set(object.id, now);
  }

  /** Whether an object of a type has this name, or a deleted one keeps it. */
  isNameTaken(type: string, input: string, name: string): boolean {
    const isDeleted = [...this.#deleted.keys()].some((id) => id.endsWith(`/${name}`));
    return isDeleted || this.ofType(type).some((object) => object.inputs[input] === name);
  }

  /** When an id was deleted, in milliseconds since the epoch. */
  deletedAt(id: string): number | undefined {
    return this.#deleted.get(id);
  }

  /** Puts a changed copy in the place of an object. */
  exchange(before: CloudObject, after: CloudObject): void {
    for (const [urn, object] of this.#managed) if (object === before) this.#managed.set(urn, after);
    this.#replaced = this.#replaced.map((object) => (object === before ? after : object));
    this.#left = this.#left.map((object) => (object === before ? after : object));
  }

  #forget(object: CloudObject): void {
    for (const [urn, other] of this.#managed) if (other === object) this.#managed.delete(urn);
    this.#replaced = this.#replaced.filter((other) => other !== object);
    this.#left = this.#left.filter((other) => other !== object);
  }
}
