import type { Cloud, Lookup, Made, Registration } from "../../../local/engine/cloud.ts";
import { type Marked, UNKNOWN } from "../../../local/engine/graph.ts";

/** What a test wants the cloud to do differently. */
export interface FakeCloudOptions {
  /** Answers instead of the default: in a preview nothing computed is known, in an update the id is `<name>-id`. */
  register?: (registration: Registration, preview: boolean) => Made | Promise<Made> | undefined;
  invoke?: (token: string, args: Readonly<Record<string, Marked>>) => Readonly<Record<string, Marked>>;
  finish?: () => void;
  read?: (lookup: Lookup) => Readonly<Record<string, Marked>>;
}

/** A cloud that says yes to everything and remembers what it was asked. */
export class FakeCloud implements Cloud {
  readonly registrations: Registration[] = [];
  readonly invocations: { token: string; args: Readonly<Record<string, Marked>> }[] = [];
  finished = 0;
  readonly read?: Cloud["read"];
  readonly #options: FakeCloudOptions;

  constructor(options: FakeCloudOptions = {}) {
    this.#options = options;
    const { read } = options;
    if (read !== undefined) this.read = async (lookup) => read(lookup);
  }

  async register(registration: Registration, preview: boolean): Promise<Made> {
    this.registrations.push(registration);
    const answer = await this.#options.register?.(registration, preview);
    if (answer !== undefined) return answer;
    const selfLink: Marked = preview ? { [UNKNOWN]: true } : `link:${registration.name}`;
    return { id: preview ? "" : `${registration.name}-id`, outputs: { ...registration.inputs, selfLink } };
  }

  async invoke(token: string, args: Readonly<Record<string, Marked>>): Promise<Readonly<Record<string, Marked>>> {
    this.invocations.push({ token, args });
    return this.#options.invoke?.(token, args) ?? {};
  }

  async finish(): Promise<void> {
    this.#options.finish?.();
    this.finished++;
  }
}
