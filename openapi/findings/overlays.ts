import type { FindingText } from "./finding-text.ts";

const overlaid = "never sees overlays: they are applied before it gets the description";

/** OpenAPI Overlays. */
export const overlayFindings = {
  not_an_overlay: {
    severity: "error",
    title: "this is no OpenAPI Overlay: {what}",
    google: overlaid,
    fix: "start with `overlay: 1.0.0`, an `info` with title and version, and a list of `actions`",
  },
  overlay_version: {
    severity: "error",
    title: "this is an overlay of version {seen}, and 1.0 is understood",
    google: overlaid,
    fix: "write `overlay: 1.0.0`",
  },
  overlay_field: {
    severity: "error",
    title: "`{name}` means nothing at this place of an overlay",
    google: overlaid,
    fix: "correct the name; here may stand: {known}",
  },
  overlay_action: {
    severity: "error",
    title: "this action {what}",
    google: overlaid,
    fix: "give it a `target` inside the description, and either an `update` or `remove: true`",
  },
  overlay_target: {
    severity: "error",
    title: "`{target}` is no JSONPath: {what}",
    google: overlaid,
    fix: "write it as RFC 9535 says, such as `$.paths['/orders'].get`; names with a slash or a dot need brackets and quotes",
  },
  overlay_no_match: {
    severity: "warning",
    title: "`{target}` selects nothing in the description",
    google: overlaid,
    fix: "correct the target, or remove the action",
  },
  overlay_scalar: {
    severity: "error",
    title: "`{target}` selects a single value, which an `update` cannot change",
    google: overlaid,
    fix: "select the mapping around it, and name its key in `update`",
  },
  overlay_mismatch: {
    severity: "error",
    title: "`{key}` is {update} in the overlay and {target} in the description",
    google: overlaid,
    fix: "write {target}, or remove what is there with an action before this one",
  },
  overlay_too_much: {
    severity: "error",
    title: "`{target}` {what}",
    google: overlaid,
    fix: "select by name instead of `..` and regular expressions",
  },
} as const satisfies Record<string, FindingText>;
