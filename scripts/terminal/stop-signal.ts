const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Somebody wants this process to end: Ctrl-C, `kill`, or a terminal that is closed. */
export interface StopSignal {
  /** Resolves with the first signal. */
  readonly received: Promise<NodeJS.Signals>;
  /** Aborted by it. */
  readonly signal: AbortSignal;
  /** Lets signals end the process again, as they do without us. */
  stopListening(): void;
}

/** Listens from now on, so that no signal ends the process before it has cleaned up. */
export function listenForStop(): StopSignal {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  const stop = (signal: NodeJS.Signals) => {
    resolve(signal);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  return {
    received: promise,
    signal: controller.signal,
    stopListening: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
