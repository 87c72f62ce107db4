/** A Pulumi program: what it returns are the stack outputs. */
export type Program = () => Promise<Readonly<Record<string, unknown>> | undefined>;

/** One evaluation: which stack, with which configuration. */
export interface EvaluationJob {
  readonly project: string;
  readonly stack: string;
  readonly organization?: string;
  /** Full keys, e.g. `latchkey:doors`; structured values as JSON text, as the Pulumi CLI passes them. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys of `config` whose values are secret. */
  readonly secretKeys: readonly string[];
  readonly preview: boolean;
  /** The program, or the absolute path or URL of a module whose default export is one. */
  readonly program: Program | string | URL;
  /** Where `Pulumi.yaml` is. Default: the working directory. */
  readonly rootDirectory?: string;
  /** Longest time without any sign of progress, in milliseconds. Default: 60,000. */
  readonly patienceMs?: number;
}
