/** Controls, invisible format characters, line ends of Unicode and lone surrogates. The two joiners shape letters and stay. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * A text as it may go to a terminal: whatever would move the cursor, change colours or hide what follows is shown as one
 * visible character instead.
 */
export function printable(text: string): string {
  return text.replace(unprintable, picture);
}

/** Unicode has a picture of each ASCII control. */
function picture(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\ufffd";
}
