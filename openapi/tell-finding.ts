import type { Finding } from "./finding.ts";

/** Says a finding to a person: where, what, what Google would do, and how to mend it. */
export function tellFinding({ place, severity, code, message, google, fix }: Finding): string {
  return [
    `${place.file}:${place.line}:${place.column} ${severity} ${code}: ${message}`,
    `  Google: ${google}`,
    `  fix: ${fix}`,
  ].join("\n");
}
