import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../../infra/project-root.ts";
import type { Finding } from "../../openapi/finding.ts";
import type { FindingText } from "../../openapi/findings/finding-text.ts";
import { findings as table } from "../../openapi/findings.ts";
import { version } from "../version.ts";
import { relativeUri } from "./relative-path.ts";
import type { Report } from "./report.ts";

/**
 * A report in SARIF 2.1.0, for code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif({ files }: Pick<Report, "files">, env: Readonly<Record<string, string | undefined>>) {
  const found = files.flatMap(({ findings, folder }) => findings.map((finding) => ({ finding, folder })));
  const rules = new Map<string, object>();
  for (const [code, text] of Object.entries<FindingText>(table)) {
    rules.set(code, rule({ ...text, code, message: text.title }, page(env, "findings", code)));
  }
  for (const { finding } of found) {
    if (!rules.has(finding.code)) rules.set(finding.code, rule(finding, page(env, "settings")));
  }
  const indexes = new Map([...rules.keys()].map((code, index) => [code, index]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "latchkey", version, rules: [...rules.values()] } },
        columnKind: "utf16CodeUnits",
        results: found.map(({ finding, folder }) => result(finding, indexes.get(finding.code) ?? -1, folder)),
      },
    ],
  };
}

/** What one code means; of the table's codes, with their places unfilled. */
function rule({ code, severity, message, google, fix }: Omit<Finding, "place">, helpUri: string): object {
  return {
    id: code,
    shortDescription: { text: message },
    fullDescription: { text: `Google ${google}.` },
    help: { text: fix },
    helpUri,
    defaultConfiguration: { level: severity },
  };
}

function result(
  { code, severity, message, place, google, fix, allowed }: Finding,
  ruleIndex: number,
  folder: string,
): object {
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: `${message}\nGoogle ${google}.\nFix: ${fix}` },
    ...(allowed !== undefined && { suppressions: [{ kind: "inSource", justification: allowed }] }),
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: relativeUri(place.file, folder), uriBaseId: "%SRCROOT%" },
          region: { startLine: place.line, startColumn: place.column },
        },
        ...(place.pointer !== "" && { logicalLocations: [{ fullyQualifiedName: place.pointer }] }),
      },
    ],
  };
}

/** A page of docs/. SARIF wants a full URL: on GitHub that of this revision, elsewhere that of the file. */
function page(env: Readonly<Record<string, string | undefined>>, name: string, anchor?: string): string {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA } = env;
  const base =
    GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_SHA
      ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/docs/${name}.md`
      : pathToFileURL(join(projectRoot, "docs", `${name}.md`)).href;
  return anchor === undefined ? base : `${base}#${anchor}`;
}
