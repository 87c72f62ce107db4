import { describe, expect, it } from "vitest";
import { FindingLog } from "../../openapi/finding-log.ts";
import { tellFinding } from "../../openapi/tell-finding.ts";

const at = (line: number, column = 1, pointer = "/paths") => ({ file: "api.yaml", line, column, pointer });

describe("findings in words", () => {
  it("say place, severity, code, what Google would do and the way out", () => {
    const log = new FindingLog();
    log.add("undefined_scheme", at(12, 9), { scheme: "kye", section: "components.securitySchemes", guess: "" });
    expect(log.inOrder().map((finding) => tellFinding(finding))).toEqual([
      [
        "api.yaml:12:9 error undefined_scheme: security names `kye`, which is not defined",
        "  Google: deploys the operation open to everyone",
        "  fix: define `kye` under `components.securitySchemes`, or correct the name",
      ].join("\n"),
    ]);
  });

  it("show the line at fault where there is one, painted by severity", () => {
    const log = new FindingLog();
    log.add("tab_indentation", at(3, 2));
    log.add("trailing_slash", at(9), { path: "/a/", served: "/a" });
    const sources = { lineOf: (file: string, line: number) => (line === 3 ? `${file}\tx` : undefined) };
    const paint = (severity: string, text: string) => `<${severity}>${text}</>`;
    expect(log.inOrder().map((finding) => tellFinding(finding, { sources, paint }))).toEqual([
      [
        "api.yaml:3:2 <error>error</> tab_indentation: a tab is used for indentation",
        "   3 | api.yaml  x",
        "<error>     |  ^</>",
        "  Google: refuses the file after some minutes",
        "  fix: indent with spaces",
      ].join("\n"),
      expect.stringMatching(/^api\.yaml:9:1 <note>note<\/> trailing_slash: .*\n {2}Google: /),
    ]);
  });

  it("let nothing of the description reach the terminal as a command", () => {
    const log = new FindingLog();
    log.add(
      "undefined_scheme",
      { ...at(1), file: "a\u001b]0;x\u0007.yaml" },
      { scheme: "\u001b[2J\n::error::", section: "x" },
    );
    const [finding] = log.inOrder();
    expect(finding && tellFinding(finding).split("\n")).toHaveLength(3);
    expect(finding && tellFinding(finding)).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it("come in order of place and once for each place", () => {
    const log = new FindingLog();
    log.add("allow_all", at(9));
    log.add("merge_key", at(2, 5));
    log.add("merge_key", at(2, 3));
    log.add("merge_key", at(2, 3));
    expect(log.inOrder().map(({ place }) => [place.line, place.column])).toEqual([
      [2, 3],
      [2, 5],
      [9, 1],
    ]);
  });

  it("count as errors only when they are", () => {
    const log = new FindingLog();
    log.add("trailing_slash", at(1), { path: "/a/", served: "/a" });
    log.add("servers_ignored", at(2));
    expect(log.hasErrors).toBe(false);
    log.add("allow_all", at(3));
    expect(log.hasErrors).toBe(true);
  });
});
