import { type SettingKey, settingKeys } from "../../infra/setting-keys.ts";

/** Renders docs/settings.md from the table of settings. */
export function settingsPage(): string {
  const rows = entries().map(
    ([key, { type, fallback, example, description }]) =>
      `| \`${key}\` | ${type} | ${cell(fallback)} | ${cell(description)} | \`${cell(example)}\` |`,
  );
  return `# Settings of a stack

Generated from infra/setting-keys.ts by \`npm run docs\`; a test fails when it is stale. They stand under \`config:\` in
\`Pulumi.<stack>.yaml\` with the prefix \`latchkey:\`, beside \`gcp:project\` and \`gcp:region\`, which are required.

| setting | type | default | what it is | example |
|---|---|---|---|---|
${rows.join("\n")}
`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** The settings in the table's order. */
export function entries(): [string, SettingKey][] {
  return Object.entries(settingKeys);
}
