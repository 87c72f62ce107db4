import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../infra/project-root.ts";
import { changesPage } from "./changes-page.ts";
import { findingsPage } from "./findings-page.ts";
import { pulumiProject } from "./pulumi-project.ts";
import { settingsPage } from "./settings-page.ts";

/** Every generated file, relative to the project, with what it must hold. */
export const generated: Readonly<Record<string, () => string>> = {
  "Pulumi.yaml": pulumiProject,
  "docs/changes.md": changesPage,
  "docs/findings.md": findingsPage,
  "docs/settings.md": settingsPage,
};

if (import.meta.main) {
  for (const [file, render] of Object.entries(generated)) {
    await writeFile(join(projectRoot, file), render());
    console.log(`wrote ${file}`);
  }
}
