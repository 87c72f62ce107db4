/** The ten regions API Gateway runs in. @see google-facts §3 */
export const gatewayRegions: readonly string[] = [
  "asia-northeast1",
  "australia-southeast1",
  "europe-west1",
  "europe-west2",
  "us-central1",
  "us-east1",
  "us-east4",
  "us-west2",
  "us-west3",
  "us-west4",
];
