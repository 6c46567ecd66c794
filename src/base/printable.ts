/** Text with control and direction characters written as `\u…`. */
export function printable(text: string): string {
  // The class names exactly what must not reach a terminal: C0, C1, line separators, direction marks, lone surrogates.
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => {
    const code = (character.codePointAt(0) as number).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}
