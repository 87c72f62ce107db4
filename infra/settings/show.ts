const longest = 60;

/** Shows a configuration value inside a message, in one short line. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const line = text.replace(/[^\x20-\x7e]/g, "?");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
