/** How long Google may take to make a change true everywhere: IAM 1 to 7 minutes, a key's restrictions and a key set less. */
export const longestPropagationMs = 10 * 60_000;

/**
 * Tries until it is right, and says once what it waits for.
 *
 * @param ready - tells what stands in the way, or nothing.
 * @throws the last thing that stood in the way, when the time is up.
 */
export async function eventually(
  what: string,
  ready: () => Promise<string | undefined>,
  options: { readonly withinMs: number; readonly everyMs: number; readonly say: (text: string) => void },
): Promise<void> {
  const deadline = Date.now() + options.withinMs;
  let said = false;
  for (;;) {
    const obstacle = await ready();
    if (obstacle === undefined) return;
    if (Date.now() >= deadline) throw new Error(`${what}: still ${obstacle} after ${options.withinMs / 1000} s`);
    if (!said) options.say(`waiting for ${what}: ${obstacle}`);
    said = true;
    await new Promise((resolve) => setTimeout(resolve, options.everyMs));
  }
}
