/** Characters without which YAML and JSON cannot begin another value: each makes at most two. */
const isMark = new Uint8Array(0x10000);
for (const mark of "-?:,[]{}\n\r") isMark[mark.charCodeAt(0)] = 1;

/** Below this a file costs little whatever it holds. */
const MANY = 500_000;
/** Real descriptions have one mark in seven characters at most, and mostly one in ten. */
const CHARACTERS_PER_MARK = 4;
/** In all files of a description together: somewhat more than ten thousand operations have. */
const MOST = 7_000_000;

/** Counts what values begin with: in one pass, long before the parser would run out of memory over them. */
export function countMarks(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) count += isMark[text.charCodeAt(at)] ?? 0;
  return count;
}

/** True when so many marks cannot come from an API description. @param before - those of the files read so far. */
export function isFlood(count: number, characters: number, before: number): boolean {
  return before + count > MOST || (count > MANY && count > characters / CHARACTERS_PER_MARK);
}
