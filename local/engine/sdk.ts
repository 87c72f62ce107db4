import { setAllConfig } from "@pulumi/pulumi/runtime/config.js";
import { disconnect, disconnectSync, resetOptions } from "@pulumi/pulumi/runtime/settings.js";
import { runInPulumiStack } from "@pulumi/pulumi/runtime/stack.js";
import * as state from "@pulumi/pulumi/runtime/state.js";

/** What the SDK keeps per evaluation, as far as it concerns us. */
export interface Store {
  readonly settings: {
    monitor?: unknown;
    engine?: unknown;
    readonly options: { rootDirectory: string };
  };
  /** Resources that were constructed but not sent yet. */
  readonly pendingResourceRegistrations: ReadonlyMap<object, PendingRegistration>;
  /** Answers to transforms, present once a program uses one. */
  readonly callbacks?: { readonly _callbacks: ReadonlyMap<string, (request: Uint8Array) => Promise<unknown>> };
  leakCandidates: Set<unknown>;
}

/** A resource that waits for something before it can be registered. */
export interface PendingRegistration {
  readonly name?: string;
  readonly type?: string;
  readonly phase: string;
  readonly inputProperty?: string;
}

/** The SDK leaves these out of its declarations; its own Automation API is built on them. */
const internals = state as unknown as {
  withLocalStorage<Result>(task: () => Promise<Result>): Promise<Result>;
  getLocalStore(): Store | undefined;
};

/** Runs a task with a store of its own, which everything it starts sees, however late. */
export const withStore: <Result>(task: () => Promise<Result>) => Promise<Result> = internals.withLocalStorage;

/** The store of the evaluation that is running here; undefined outside of one. */
export const currentStore: () => Store | undefined = internals.getLocalStore;

export { disconnect, disconnectSync, resetOptions, runInPulumiStack, setAllConfig };
