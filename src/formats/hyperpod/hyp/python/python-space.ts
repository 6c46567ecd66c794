/** What Rust and Unicode call white space. */
const WHITE_SPACE = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
/** Python adds the information separators. */
const PYTHON_SPACE = `${WHITE_SPACE}\\u001c-\\u001f`;

const AROUND_PYTHON = edges(PYTHON_SPACE);
const AROUND_UNICODE = edges(WHITE_SPACE);

/** Text without the white space around it, as Python's `str.strip` takes it off. */
export function stripPythonSpace(text: string): string {
  return text.replace(AROUND_PYTHON, '');
}

/** Text without the white space around it, as pydantic and Python's `int` take it off before they read a number. */
export function trimUnicodeSpace(text: string): string {
  return text.replace(AROUND_UNICODE, '');
}

function edges(characters: string): RegExp {
  return new RegExp(`^[${characters}]+|(?<![${characters}])[${characters}]+$`, 'g');
}
