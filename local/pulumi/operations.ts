/** One step the engine took, in the order in which it began them. */
export interface Operation {
  /** As the engine names it: `create`, `update`, `delete`, `create-replacement`, `delete-replaced`, `refresh`, …; never `same`. */
  readonly op: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly urn: string;
  /** Inputs that changed, as far as the provider says. */
  readonly changed: readonly string[];
  readonly failed: boolean;
}

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly diffs?: readonly string[] | null;
}

/** One line of the engine's event log. */
interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: StepMetadata };
  readonly resOutputsEvent?: { readonly metadata: StepMetadata };
  readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string; readonly urn?: string };
}

/** What an event log tells. */
export interface Events {
  readonly operations: readonly Operation[];
  /** Every resource the program registered, changed or not, by URN. */
  readonly seen: readonly string[];
  /** Errors, without colours. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads the engine's event log, one JSON object a line. */
export function readEvents(log: string): Events {
  const events = log.split("\n").flatMap(readEvent);
  const key = ({ op, urn }: StepMetadata) => `${op} ${urn}`;
  const failed = new Set(events.flatMap(({ resOpFailedEvent: event }) => (event ? [key(event.metadata)] : [])));
  const begun = events.flatMap(({ resourcePreEvent: event }) => (event ? [event.metadata] : []));
  const isRefreshed = new Set(begun.filter(({ op }) => op === "refresh").map(({ urn }) => urn));
  // A refresh tells only afterwards what it found changed or gone.
  const found = events.flatMap(({ resOutputsEvent: event }) =>
    event && isRefreshed.has(event.metadata.urn) && event.metadata.op !== "same" ? [event.metadata] : [],
  );
  const isStep = ({ op }: StepMetadata) => !["same", "read", "refresh", "read-discard"].includes(op);
  return {
    operations: [...new Set([...found, ...begun])].filter(isStep).map((step) => ({
      op: step.op,
      type: step.type,
      name: nameOf(step.urn),
      urn: step.urn,
      changed: step.diffs ?? [],
      failed: failed.has(key(step)),
    })),
    seen: [...new Set(begun.map(({ urn }) => urn))],
    errors: told(events, "error"),
    // That our provider comes from the PATH is how it is meant to be.
    warnings: [...new Set(told(events, "warning"))].filter(
      (text) => !text.startsWith("using pulumi-resource-gcp from"),
    ),
  };
}

/** A line that was cut off, because the engine ended or the disk is full, tells nothing. */
function readEvent(line: string): EngineEvent[] {
  try {
    return [JSON.parse(line) as EngineEvent];
  } catch {
    return [];
  }
}

function told(events: readonly EngineEvent[], severity: string): string[] {
  return events.flatMap(({ diagnosticEvent: event }) =>
    event?.severity === severity ? [event.message.replaceAll(/<\{%[^%]*%\}>/g, "").trim()] : [],
  );
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
