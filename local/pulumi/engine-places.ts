import { join } from "node:path";

/** Where a stack on the real engine keeps its things, apart from the developer's own. */
export interface EnginePlaces {
  /** The cloud. */
  readonly cloud: string;
  /** What is to go wrong. */
  readonly faults: string;
  /** Folder of the stack's checkpoints. */
  readonly backend: string;
  /** The CLI's own folder. */
  readonly home: string;
  /** Folder that holds the provider as the engine looks for it. */
  readonly plugins: string;
  /** Folder of the event logs. */
  readonly logs: string;
}

/** Everything in one folder. */
export function enginePlaces(folder: string): EnginePlaces {
  return {
    cloud: join(folder, "cloud.json"),
    faults: join(folder, "faults.json"),
    backend: join(folder, "backend"),
    home: join(folder, "home"),
    plugins: join(folder, "plugins"),
    logs: join(folder, "logs"),
  };
}
