import type { EngineRun, EngineStack } from "./harness.ts";

/**
 * The `pulumi import` that takes over each object a run was refused because it exists already (409).
 *
 * A creation that fails after Google has made the object leaves nothing in the stack's state; fixed names are then taken.
 */
export async function importArguments(stack: EngineStack, run: EngineRun): Promise<string[][]> {
  const resources = await stack.resources();
  const provider = resources.find(({ type }) => type === "pulumi:providers:gcp")?.urn ?? "";
  return run.operations.flatMap(({ failed, urn, type, name }) => {
    const id = run.errors.map((error) => takenId(error, name, type)).find((found) => found !== undefined);
    if (!failed || id === undefined) return [];
    const parent = parentOf(
      urn,
      resources.map((resource) => resource.urn),
    );
    const kin = parent === undefined ? [] : ["--parent", `parent=${parent}`];
    const flags = ["--provider", `google=${provider}`, "--generate-code=false", "--protect=false", "--yes"];
    return [["import", type, name, id, ...kin, ...flags, "--skip-preview", "--stack", "dev"]];
  });
}

function takenId(error: string, name: string, type: string): string | undefined {
  const [, id] = /: (\S+) already exists \(409\)/.exec(error.includes(`${name} (${type})`) ? error : "") ?? [];
  return id;
}

/** A URN spells the types above it; the component of that type that is in the state is the parent. */
function parentOf(urn: string, urns: readonly string[]): string | undefined {
  const [stack = "", project = "", types = "", name = ""] = urn.split("::");
  const above = types.split("$").slice(0, -1).join("$");
  if (above === "") return undefined;
  const candidates = urns.filter((other) => other.startsWith(`${stack}::${project}::${above}::`));
  const nameOf = (other: string) => other.split("::").slice(3).join("::");
  return (
    candidates.sort((a, b) => nameOf(b).length - nameOf(a).length).find((other) => name.startsWith(nameOf(other))) ??
    candidates[0]
  );
}
