import { Option } from "commander";

/** `--door`, as every command takes it that is about gateway documents. */
export function doorOption(description: string): Option {
  return new Option("-d, --door <door>", description).choices(["main", "second"]);
}
