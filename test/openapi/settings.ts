import type { Compilation, CompileSettings } from "../../openapi/compilation.ts";
import { compile } from "../../openapi/compile.ts";
import type { Description } from "../../openapi/description/description.ts";
import { readDescription } from "../../openapi/description/read-description.ts";
import type { Finding, Place } from "../../openapi/finding.ts";
import { FindingLog } from "../../openapi/finding-log.ts";
import { openDescription } from "../../openapi/source/open-description.ts";
import { Sources } from "../../openapi/source/sources.ts";

/** Settings of a stack with both doors and Google API keys, changed where a test says so. */
export function settings(changes: Partial<CompileSettings> = {}): CompileSettings {
  return {
    doors: ["main", "second"],
    mainDoor: "key",
    apiKeys: "google",
    issuer: {
      issuer: "https://issuer.example/own",
      jwksUri: "https://storage.googleapis.com/latchkey-0123456789abcdef/jwks.json",
      audience: "orders-api",
    },
    backend: {
      address: "https://orders-123456789012.europe-west1.run.app",
      audience: "https://orders-123456789012.europe-west1.run.app",
      deadlineSeconds: 15,
      protocol: "http/1.1",
    },
    revokedKids: [],
    ...changes,
  };
}

/** Compiles a text under the given settings. */
export function compileText(text: string, changes: Partial<CompileSettings> = {}): Compilation {
  return compile({ source: new TextEncoder().encode(text), file: "api.yaml", settings: settings(changes) });
}

/** An OpenAPI 3 description with a key, an own token and two external issuers, and the given paths and extras. */
export function described(paths: object, extras: object = {}): string {
  return JSON.stringify({
    openapi: "3.0.4",
    info: { title: "Orders", version: "1.0.0" },
    components: {
      securitySchemes: {
        key: { type: "apiKey", in: "header", name: "x-api-key" },
        own: { type: "http", scheme: "bearer" },
        partner: external("https://partner.example/"),
        staff: external("https://staff.example/"),
      },
    },
    paths,
    ...extras,
  });
}

/** An oauth2 scheme of an external issuer. */
export function external(issuer: string): object {
  return {
    type: "oauth2",
    flows: { implicit: { authorizationUrl: "", scopes: {} } },
    "x-google-auth": { issuer, jwksUri: `${issuer}jwks.json`, audiences: ["orders-api"] },
  };
}

/** Codes of the findings from a severity on, errors only unless told otherwise. */
export function codes({ findings }: Compilation, from: Finding["severity"] = "error"): string[] {
  const severities = ["error", "warning", "note"];
  const wanted = severities.slice(0, severities.indexOf(from) + 1);
  return findings.filter(({ severity }) => wanted.includes(severity)).map(({ code }) => code);
}

/** What a text describes, and where it begins. */
export function describedBy(text: string, stack: CompileSettings): { description: Description; place: Place } {
  const log = new FindingLog();
  const open = openDescription({ source: new TextEncoder().encode(text), file: "api.yaml" }, new Sources(), log);
  const description = open && readDescription(open, stack, log);
  if (!description) throw new Error("the description cannot be read");
  return { description, place: open.root.place };
}
