import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createProgram } from "../../scripts/program.ts";
import { runCli } from "../fixtures/cli.ts";
import { parseLine } from "../fixtures/parse-line.ts";

/** Every command with the words that call it. */
function commands(command: Command = createProgram(), path: readonly string[] = []): [string, Command][] {
  return [[path.join(" "), command], ...command.commands.flatMap((child) => commands(child, [...path, child.name()]))];
}

/** Help as it is printed, with what stands after the options. */
function helpOf(command: Command): string {
  let text = "";
  const writeOut = (part: string) => {
    text += part;
  };
  command.configureOutput({ writeOut }).outputHelp();
  return text;
}

describe("help", () => {
  test.each(commands())("of `latchkey %s` describes it and every option", (_, command) => {
    expect(command.description()).toMatch(/\S/);
    for (const option of command.options) expect(option.description, option.flags).toMatch(/\S/);
    for (const argument of command.registeredArguments) expect(argument.description).toMatch(/\S/);
  });

  test.each(commands().filter(([, command]) => command.commands.length === 0 || command.parent === null))(
    "of `latchkey %s` has examples that the command line takes",
    async (_, command) => {
      const lines = helpOf(command)
        .split("\n")
        .flatMap((line) => /^ {2}(npx latchkey .*)$/.exec(line)?.[1] ?? []);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) await expect(parseLine(line.replace(/ {2,}.*/, "")), line).resolves.toBeDefined();
    },
  );

  test("is printed on standard output and exits 0", async () => {
    for (const args of [["--help"], ["token", "mint", "--help"]]) {
      expect(await runCli(args)).toMatchObject({
        code: 0,
        stderr: "",
        stdout: expect.stringMatching(/^Usage: latchkey/),
      });
    }
  });
});

describe("wrong usage exits 2 and says what is wrong", () => {
  test.concurrent.each([
    ["a command that does not exist", ["prevew"], /unknown command 'prevew'\n\(Did you mean preview\?\)/],
    ["an option that does not exist", ["local", "--chek"], /unknown option '--chek'\n\(Did you mean --check\?\)/],
    ["a missing argument", ["token", "mint"], /missing required argument 'consumer'/],
    ["a port that is none", ["local", "--port", "http"], /a port is a number from 0 to 65000/],
    ["a backend elsewhere", ["local", "--backend", "http://example.com"], /an address on this machine/],
    ["two things at once", ["local", "--check", "--exec", "true"], /'--check' cannot be used with option '--exec/],
    ["a schema that there is not", ["schema", "consumer"], /Allowed choices are stack, description/],
    ["no command", [], /Usage: latchkey/],
  ])("%s", async (_, args, says) => {
    const ran = await runCli(args);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/^ {4}at /m);
  });
});
