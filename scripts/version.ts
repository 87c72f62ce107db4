import manifest from "../package.json" with { type: "json" };

/** Version of latchkey. */
export const version: string = manifest.version;
