import { changeCodes, effects, isGrave } from "../../local/diff/change.ts";

/** Renders docs/changes.md from the table of changes. */
export function changesPage(): string {
  const codes = Object.entries(changeCodes);
  const rows = effects.flatMap((effect) =>
    codes
      .filter(([, of]) => of.effect === effect)
      .map(([code, { title }]) => `| \`${code}\` | ${effect} | ${isGrave({ effect }) ? "yes" : "no"} | ${title} |`),
  );
  return `# What a change does to callers

Generated from local/diff/change.ts by \`npm run docs\`; a test fails when it is stale. [Reviewing a change](reviewing.md) says
how they are found and accepted. What nobody of the stack holds cannot be lost: \`issuer_changed\` and \`key_kind_changed\` are
then only *changed*.

| change | effect | must be accepted | what it is |
|---|---|---|---|
${rows.join("\n")}
`;
}
