import type { CompileSettings } from "../../openapi/compilation.ts";
import { compileExample, stackOfExamples } from "../../openapi/finding-examples/compile-example.ts";
import { type FindingExample, MARK, wholeBase } from "../../openapi/finding-examples/example.ts";
import { findingExamples } from "../../openapi/finding-examples.ts";
import type { FindingText } from "../../openapi/findings/finding-text.ts";
import { findingFamilies } from "../../openapi/findings.ts";

type Row = readonly [code: string, text: FindingText];

const families: readonly (readonly [string, readonly Row[]])[] = Object.entries(findingFamilies).map(
  ([family, table]) => [family, Object.entries(table)],
);

/** Renders docs/findings.md: an index, then each finding with an example that fails and the same one mended. */
export function findingsPage(): string {
  return `# Findings

What \`openapi/\` finds in an API description before anything is deployed, and what Google would do with it. Generated
from openapi/findings/ and openapi/finding-examples/ by \`npm run docs\`; a test fails when it is stale, and tests run
every example.

An **error** stops the deployment. A **warning** is something to act on, a **note** something to know. What an author
knows better may stand, with a reason: \`x-latchkey-allow\` on the root, a path item, an operation, a security scheme or an
\`x-google-backend\` holds for everything there and below, the root's for all files. Warnings and notes can be allowed, and
of the errors those whose section says so, never one that opens an operation.

\`\`\`yaml
x-latchkey-allow:
  - code: scopes_not_checked
    reason: The service checks the scopes itself.
\`\`\`

An allowed finding is told as a note, with its reason; an entry that allows nothing is a warning.

## Index

${families.map(([family, rows]) => index(family, rows)).join("\n")}
## The examples

\`# here\` marks the line that the finding names. What an example leaves out is this:

\`\`\`yaml
${wholeBase}
\`\`\`

The stack has both doors and Google API keys where nothing else is said, and issues tokens as
\`${stackOfExamples.issuer.issuer}\` in front of \`${stackOfExamples.backend.address}\`.

${families.map(([family, rows]) => `## ${family}\n\n${rows.map(section).join("\n")}`).join("\n")}`;
}

function index(family: string, rows: readonly Row[]): string {
  const lines = rows.map(([code, { severity, title }]) => `| [\`${code}\`](#${code}) | ${severity} | ${cell(title)} |`);
  return `**${family}**\n\n| code | severity | what is wrong |\n|---|---|---|\n${lines.join("\n")}\n`;
}

function section([code, text]: Row): string {
  const example = findingExamples[code as keyof typeof findingExamples];
  const told = "untold" in example ? undefined : tell(code, example);
  return [
    `### ${code}`,
    "",
    `**${text.severity}**: ${sentence(told?.message ?? words(text.title))}`,
    "",
    `- Google ${told?.google ?? words(text.google)}.`,
    `- To mend it: ${told?.fix ?? words(text.fix)}.`,
    ...(text.allowWhen ? [`- May be allowed where ${text.allowWhen}.`] : []),
    "",
    ...("untold" in example ? [`No example: ${example.untold}.`, ""] : shown(example)),
  ].join("\n");
}

function shown({ failing, fixed, files = {}, settings, fixedSettings, isOverlay }: FindingExample): string[] {
  return [
    ...(isOverlay ? ["An overlay, laid over what other examples are added to:", ""] : []),
    ...(settings ? [`With ${setting(settings)}:`, ""] : []),
    ...block(failing),
    fixed === failing.replaceAll(MARK, "") ? "Fixed by the setting alone:" : "Fixed:",
    "",
    ...(fixedSettings ? [`With ${setting(fixedSettings)}:`, ""] : []),
    ...block(fixed),
    ...Object.entries(files).flatMap(([name, text]) => [`Beside it, \`${name}\`:`, "", ...block(text.trimEnd())]),
  ];
}

function block(text: string): string[] {
  const short = text
    .split("\n")
    .map((line) => (line.length > 120 ? `${line.slice(0, 60)} … ${line.slice(-20)}` : line));
  return ["```yaml", ...short, "```", ""];
}

function setting({ doors, apiKeys, defaultSecurity, backend }: Partial<CompileSettings>): string {
  return [
    doors && `\`latchkey:doors: [${doors.join(", ")}]\``,
    defaultSecurity && `\`latchkey:defaultSecurity: ${defaultSecurity}\``,
    apiKeys && `\`latchkey:apiKeys: ${apiKeys}\``,
    backend && `\`latchkey:service.timeoutSeconds: ${backend.timeoutSeconds}\``,
  ]
    .filter(Boolean)
    .join(" and ");
}

/** The texts as the failing example fills them in. */
function tell(code: string, example: FindingExample) {
  return compileExample(example, "failing").findings.find((finding) => finding.code === code);
}

/** Texts with places that only a real description fills. */
function words(text: string): string {
  return text.replace(/\{(guess|elsewhere)\}/g, "").replace(/\{\w+\}/g, "…");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function cell(text: string): string {
  return words(text).replaceAll("|", "\\|");
}
