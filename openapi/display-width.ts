const none = /^[\p{Mn}\p{Me}\u200c\u200d]$/u;
const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

/** Columns that one character takes on a terminal: 0 for what joins the one before it, 2 for wide ones. */
export function displayWidth(char: string): 0 | 1 | 2 {
  if (char < "\u0300") return 1;
  if (none.test(char)) return 0;
  return wide.test(char) ? 2 : 1;
}
