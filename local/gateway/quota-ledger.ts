import type { QuotaLimit } from "../../openapi/google/service-config.ts";
import type { Clock } from "../clock.ts";

const MINUTE_MS = 60_000;

/** Units spent in the current minute, per metric and consumer. */
export class QuotaLedger {
  readonly #limits: readonly QuotaLimit[];
  readonly #clock: Clock;
  readonly #spent = new Map<string, number>();
  #minute = 0;

  constructor(limits: readonly QuotaLimit[], clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /**
   * Spends what one call costs, on all metrics or on none. A cost of zero or less counts as one.
   *
   * @returns the limit that stands in the way.
   * @see gateway-semantics §7
   */
  spend(costs: Readonly<Record<string, number>>, consumer: string): QuotaLimit | undefined {
    const minute = Math.floor(this.#clock.now() / MINUTE_MS);
    if (minute !== this.#minute) this.#spent.clear();
    this.#minute = minute;

    const units = new Map(Object.entries(costs).map(([metric, cost]) => [metric, Math.max(1, cost)]));
    const spent = (metric: string): number => this.#spent.get(`${metric} ${consumer}`) ?? 0;
    const exceeded = this.#limits.find(({ metric, perMinute }) => {
      const cost = units.get(metric);
      return cost !== undefined && spent(metric) + cost > perMinute;
    });
    if (exceeded !== undefined) return exceeded;
    for (const [metric, cost] of units) this.#spent.set(`${metric} ${consumer}`, spent(metric) + cost);
    return undefined;
  }
}
