/** Two letters Google puts for a region into host names. @see https://cloud.google.com/appengine/docs/standard/lifecycle#region_id */
const CODES: Readonly<Record<string, string>> = {
  "asia-east1": "de",
  "asia-east2": "df",
  "asia-northeast1": "an",
  "asia-northeast2": "dt",
  "asia-northeast3": "du",
  "asia-south1": "el",
  "asia-south2": "em",
  "asia-southeast1": "as",
  "asia-southeast2": "et",
  "australia-southeast1": "ts",
  "australia-southeast2": "km",
  "europe-central2": "lm",
  "europe-north1": "lz",
  "europe-southwest1": "no",
  "europe-west1": "ew",
  "europe-west2": "nw",
  "europe-west3": "ey",
  "europe-west4": "ez",
  "europe-west6": "oa",
  "europe-west8": "oc",
  "europe-west9": "od",
  "northamerica-northeast1": "nn",
  "northamerica-northeast2": "pd",
  "southamerica-east1": "rj",
  "southamerica-west1": "tl",
  "us-central1": "uc",
  "us-east1": "ue",
  "us-east4": "uk",
  "us-east5": "ul",
  "us-south1": "vp",
  "us-west1": "uw",
  "us-west2": "wl",
  "us-west3": "wm",
  "us-west4": "wn",
};

/** Code of a region in host names; of one too new for the table, its first letters (`mars-north1` → `mn`). */
export function regionCode(region: string): string {
  return CODES[region] ?? region.replace(/(\w)[^-]*-(\w).*/, "$1$2");
}
