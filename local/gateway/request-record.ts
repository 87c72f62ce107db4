/** What is logged about one request. Never a credential: no query, no header. */
export interface RequestRecord {
  /** Start, RFC 3339. */
  readonly time: string;
  /** Name of the door. */
  readonly door: string;
  readonly method: string;
  readonly path: string;
  /** Status of the answer; 0 where the caller went away before there was one. */
  readonly status: number;
  /** Selector of the operation. */
  readonly operation?: string;
  /** Why, in the words of Google's request logs; `via_upstream` where the backend answered. */
  readonly responseDetails: string;
  readonly durationMs: number;
  /** Hazards of Google's behaviour this request ran into. */
  readonly warnings: readonly string[];
}
