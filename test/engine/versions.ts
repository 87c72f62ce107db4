/** Version of the Pulumi CLI that is built where none is found, as test/engine/cli/go.mod requires it. */
export const CLI_VERSION = "3.259.0";
/** Newest Node language host with a module of its own, as test/engine/language/go.mod requires it. */
export const LANGUAGE_VERSION = "3.68.0";
