/** Colour only where both outputs are a terminal, and never with NO_COLOR. @see https://no-color.org */
const coloured = process.stdout.isTTY === true && process.stderr.isTTY === true && !process.env.NO_COLOR;

function paint(code: number): (text: string) => string {
  return (text) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
}

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);
