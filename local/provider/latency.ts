import type { Operation } from "./faults.ts";

/** Seconds an operation takes at Google, where it is not about one. @see google-facts §9 */
const SECONDS: Readonly<Record<string, Partial<Record<Operation, number>>>> = {
  "gcp:projects/service:Service": { create: 15, delete: 5 },
  "gcp:serviceaccount/account:Account": { create: 12 },
  "gcp:cloudrunv2/service:Service": { create: 20, update: 15, delete: 10 },
  "gcp:apigateway/api:Api": { create: 15, delete: 60 },
  "gcp:apigateway/apiConfig:ApiConfig": { create: 105, delete: 30 },
  "gcp:apigateway/gateway:Gateway": { create: 180, update: 60, delete: 60 },
  "gcp:projects/apiKey:ApiKey": { create: 3 },
  "gcp:storage/bucket:Bucket": { create: 2 },
};

/** Waits as long as Google would. */
export async function waitAsGoogle(type: string, operation: Operation, factor: number): Promise<void> {
  const milliseconds = secondsAtGoogle(type, operation) * 1000 * factor;
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Seconds an operation takes at Google. */
export function secondsAtGoogle(type: string, operation: Operation): number {
  return SECONDS[type]?.[operation] ?? 1;
}
