/** One JSON value of a text: where it starts and ends, and how many keys it holds. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
  /** Colons outside of strings: the number of keys, when the value is valid. */
  readonly keyCount: number;
}

/** The outline of a JSON text, whether or not it is valid. */
export interface JsonScan {
  readonly spans: readonly JsonSpan[];
  /** Offset of the first bracket that nests deeper than allowed, -1 if none. */
  readonly tooDeepAt: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;
const COLON = 58;

/**
 * Splits a text into its top-level JSON values, counting keys and depth on the way. One linear pass without a stack, so
 * that no input is too deep or too long for it; lines of `---` between values are skipped.
 */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const spans: JsonSpan[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) at++;
    else if (text.startsWith('---', at) && (at === 0 || text.charCodeAt(at - 1) === NEWLINE)) at += 3;
    else {
      const value = scanValue(text, at, maxDepth);
      if (value.tooDeepAt >= 0) return { spans, tooDeepAt: value.tooDeepAt };
      spans.push(value.span);
      at = value.span.end;
    }
  }
  return { spans, tooDeepAt: -1 };
}

function scanValue(text: string, start: number, maxDepth: number): { span: JsonSpan; tooDeepAt: number } {
  let depth = 0;
  let keyCount = 0;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COLON) keyCount++;
    else if (isOpening(code)) {
      if (depth === 0 && at > start) break;
      if (++depth > maxDepth) return { span: { start, end: at, keyCount }, tooDeepAt: at };
    } else if (isClosing(code)) depth--;
    else if (depth > 0) continue;
    else if (isSpace(code)) break;
    const isWhole = depth <= 0 && (code === QUOTE || isClosing(code));
    if (isWhole) return { span: { start, end: Math.min(at + 1, text.length), keyCount }, tooDeepAt: -1 };
  }
  return { span: { start, end: at, keyCount }, tooDeepAt: -1 };
}

/** Offset of the closing quote; of the line end where it is missing, as a JSON text holds no raw line break. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE || code === NEWLINE) return at;
  }
  return at;
}

function isOpening(code: number): boolean {
  return code === 123 || code === 91;
}

function isClosing(code: number): boolean {
  return code === 125 || code === 93;
}

function isSpace(code: number): boolean {
  return code === 32 || code === NEWLINE || code === 13 || code === 9;
}
