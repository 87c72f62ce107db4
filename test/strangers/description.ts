import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../../openapi/compile.ts";
import { settings } from "../openapi/settings.ts";

/** Somebody else's API description, and what has to come of it. A row of `descriptions.json`. */
export interface Stranger {
  readonly name: string;
  readonly package: string;
  /** In the package. */
  readonly file: string;
  readonly sha256: string;
  /** In `overlays/`. */
  readonly overlay: string;
  /** Operations of the doors it compiles to with the overlay. */
  readonly operations?: number;
  /** Or how often each error is found in it; judged by reading the file, not by what came out. */
  readonly findings?: Readonly<Record<string, number>>;
}

/** Lines of an overlay. */
export const MAX_OVERLAY_LINES = 10;

export const strangers: readonly Stranger[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "descriptions.json"), "utf8"),
);

export function readStranger({ package: name, file }: Stranger): Buffer {
  return readFileSync(join(import.meta.dirname, "node_modules", name, file));
}

export function readOverlay({ overlay }: Stranger): Buffer {
  return readFileSync(join(import.meta.dirname, "overlays", overlay));
}

/** Compiles a description as a stack with both doors would; tells the milliseconds it took. */
export function check(source: Uint8Array, { file, overlay }: Stranger, overlaid?: Uint8Array) {
  const started = performance.now();
  const overlays = overlaid === undefined ? [] : [{ source: overlaid, file: overlay }];
  const compilation = compile({ source, file, overlays, settings: settings() });
  return { ...compilation, milliseconds: performance.now() - started };
}
