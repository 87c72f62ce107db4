import type { SettingsReader } from "./reader.ts";
import { choices } from "./rules.ts";
import type { IssuerSettings } from "./settings.ts";

/** URLs and contract strings of the own issuer. */
export const issuerTexts = {
  https: { pattern: /^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, allowed: "an https URL without query" },
  contract: {
    pattern: /^[\x21-\x2b\x2d-\x7e]{1,255}$/,
    allowed: "printable characters without spaces and commas, at most 255",
  },
};

/** Reads `latchkey:issuer`; with a bucket, where the key set is follows from the bucket's name. */
export function readIssuer(
  settings: SettingsReader,
  fixed: { readonly name: string; readonly bucket: string },
): IssuerSettings {
  const reader = settings.nested("issuer");
  reader.refuseUnknown(["host", "issuer", "jwksUri", "audience"]);
  const host = reader.choice("host", choices.issuerHost, "bucket");
  const audience = reader.text("audience", issuerTexts.contract) ?? fixed.name;
  if (host === "url") {
    const missing = "is needed when the key set is hosted by you";
    return {
      host,
      audience,
      issuer: reader.requiredText("issuer", { ...issuerTexts.contract, missing }),
      jwksUri: reader.requiredText("jwksUri", { ...issuerTexts.https, missing }),
    };
  }
  if (reader.has("jwksUri")) {
    reader.report("jwksUri", "is decided by the bucket", "only with host: url");
  }
  const base = `https://storage.googleapis.com/${fixed.bucket}`;
  return { host, audience, issuer: reader.text("issuer", issuerTexts.contract) ?? base, jwksUri: `${base}/jwks.json` };
}
