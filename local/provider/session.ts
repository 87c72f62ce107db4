import type { Inventory } from "../cloud/inventory.ts";
import { siteOf } from "../cloud/provider.ts";
import type { Surroundings } from "../cloud/resource-type.ts";
import type { Values } from "../cloud/state.ts";
import { CloudFile } from "./cloud-file.ts";
import { Faults } from "./faults.ts";
import type { ProviderOptions } from "./options.ts";
import type { Subject } from "./subject.ts";

/** One configured provider: the cloud it stands for and how that behaves. */
export class Session {
  readonly cloud: CloudFile;
  readonly faults: Faults;
  readonly options: ProviderOptions;
  /** What the provider was configured with. */
  config: Values = {};
  /** APIs that are making a config right now: Google makes one at a time. */
  readonly busyApis = new Set<string>();

  constructor(options: ProviderOptions) {
    this.options = options;
    this.cloud = new CloudFile(options.stateFile, options.projectNumber);
    this.faults = new Faults(options.faultsFile);
  }

  /** What a rule may look at while it judges one resource. */
  around({ resource }: Subject, inventory: Inventory, before?: Values): Surroundings {
    const site = siteOf(this.config, inventory.projectNumber, {});
    return { resource, site, inventory, now: Date.now(), lag: this.options.lag, before };
  }
}
