/** Characters that move a cursor, turn text around or hide it: controls, formats, and line or paragraph separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Text for a terminal: what could move the cursor, change colours or hide text becomes `\x1b`, `\u202e`, `\u{e0001}`.
 * Line breaks too: escape line by line.
 */
export function escapeTerminal(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = (character.codePointAt(0) as number).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : code.length <= 4 ? unicodeEscape(code) : `\\u{${code}}`;
  });
}

/**
 * Plain data as indented JSON in which no character can move a cursor or hide text: those stand as `\u` escapes, so the
 * value read back is the same.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(UNSAFE, (character) =>
    character === '\n' ? '\n' : escapeUnits(character),
  );
}

/**
 * Text inside a quoted Mermaid label: entities for what ends the label, is HTML or Markdown, a line break (`\n`), a
 * directive (`%%{…}%%`), or Mermaid's own `#`. Valid Kubernetes names stay as they are.
 */
export function escapeMermaid(text: string): string {
  return escapeTerminal(text).replace(/[#"<>&`%\\]/g, (character) => `#${character.charCodeAt(0)};`);
}

/**
 * Text and attribute values of XML and SVG: entities for what is markup. Characters that XML cannot hold, and those that
 * turn or hide text, stand as in {@link escapeTerminal}.
 */
export function escapeXml(text: string): string {
  const safe = text.replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd');
  return escapeTerminal(safe).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * A word of a shell: as it is where that is safe, else in single quotes. What a terminal would obey stands as `$'\033'`,
 * which bash, zsh and ksh read as the character; a shell that knows no such form takes it literally and runs nothing.
 */
export function escapeShell(text: string): string {
  if (/^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/.test(text)) return text;
  const quoted = text.replaceAll("'", "'\\''").replace(UNSAFE, (character) => `'$'${escapeBytes(character)}''`);
  return `'${quoted}'`;
}

function escapeBytes(character: string): string {
  return Array.from(new TextEncoder().encode(character), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => unicodeEscape(unit.charCodeAt(0).toString(16)))
    .join('');
}

function unicodeEscape(code: string): string {
  return `\\u${code.padStart(4, '0')}`;
}
