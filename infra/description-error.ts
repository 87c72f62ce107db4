import { LatchkeyError } from "../errors/latchkey-error.ts";
import type { Compilation } from "../openapi/compilation.ts";
import type { Finding } from "../openapi/finding.ts";
import { tellFinding } from "../openapi/tell-finding.ts";

/** The API description cannot be deployed; says every finding. */
export class DescriptionError extends LatchkeyError {
  readonly findings: readonly Finding[];

  constructor(file: string, { findings, sources }: Pick<Compilation, "findings" | "sources">) {
    const told = findings.map((finding) => tellFinding(finding, { sources }));
    super(
      "description_refused",
      { message: "{file} cannot be deployed:\n{list}", fix: "correct the places above; nothing was changed" },
      { file, list: told.join("\n") },
    );
    this.findings = findings;
  }
}
