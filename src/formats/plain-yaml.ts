import { type Event, parseEvents } from 'js-yaml';
import { type InputDocument, MAX_DEPTH } from './input-document.ts';
import type { TextPositions } from './text-positions.ts';
import { NotUsual, YamlComposer } from './yaml-composer.ts';

/**
 * js-yaml takes a carriage return alone for the end of a line, and marks at the beginning though they are indented; it
 * passes over directives that it does not know.
 */
const MISREAD = /\r(?!\n)|^[\s\uFEFF]+(?:---|\.\.\.|%)|(?<![^\n])%/;

/**
 * The documents of a YAML text in which all is as usual ({@link YamlComposer}); `undefined` for every other text, which
 * `readAnyYaml` reads more slowly and says more about.
 */
export function readPlainYaml(file: string, text: string, positions: TextPositions): InputDocument[] | undefined {
  if (MISREAD.test(text)) return undefined;
  const composer = compose(text);
  if (composer === undefined) return undefined;
  const { trail } = composer;
  return composer.documents.map(({ value, from, to }) => ({
    file,
    value,
    start: positions(trail.offsetAt(from)),
    locate: (spots) => trail.find(spots, from, to).map(positions),
  }));
}

function compose(text: string): YamlComposer | undefined {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch {
    return undefined;
  }
  const composer = new YamlComposer(text, events.length);
  try {
    for (const event of events) composer.add(event);
  } catch (error) {
    if (error instanceof NotUsual) return undefined;
    throw error;
  }
  return composer;
}
