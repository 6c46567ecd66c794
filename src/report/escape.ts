/** Characters that move a cursor, turn text around or hide it: controls, formats, and line or paragraph separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text for a terminal: what could move the cursor, change colours or hide text becomes `\x1b`, `\u202e`. */
export function escapeTerminal(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) as number;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Text inside a quoted Mermaid label: entities for quotes, HTML and Mermaid's own `#`. */
export function escapeMermaid(text: string): string {
  return escapeTerminal(text).replace(/[#"<>&`]/g, (character) => `#${character.charCodeAt(0)};`);
}

/** A word of a POSIX shell: as it is where that is safe, else in single quotes. */
export function escapeShell(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
