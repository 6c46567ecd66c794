import fc from 'fast-check';

/** Draws of a mutation: how, where (as fractions of what there is), and with what. */
export interface Mutation {
  readonly how: number;
  readonly where: number;
  readonly what: number;
}

const STEPS = 1_000_000;
/** Of [0, 1), all parts equally likely; doubles are drawn by their bits, so nearly all of them would be nearly 0. */
const fraction = fc.noBias(fc.nat(STEPS - 1)).map((step) => step / STEPS);

/** One to four mutations. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({ how: fraction, where: fraction, what: fraction }),
  { minLength: 1, maxLength: 4 },
);

const DEEP = Array.from({ length: 300 }).reduce<unknown>((inner) => [inner], 1);
/** Values that no reader expects where they are put. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  2 ** 31,
  -(2 ** 63),
  '',
  'null',
  '-5',
  '1e99',
  'NaN',
  '<script>alert(1)</script>',
  'a\u0000b\u001b[31m',
  '\u202e\ud800',
  '__proto__',
  'x'.repeat(10_000),
  [],
  [null],
  [[[]]],
  {},
  { name: {} },
  { constructor: { prototype: 1 } },
  JSON.parse('{"__proto__": {"a": 1}}'),
  DEEP,
];
const STRANGE_KEYS: readonly string[] = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'nmae',
  '<b>',
  'a\u0007',
  'x'.repeat(5000),
];

/** Applies the mutations to a value, then to its text. Deterministic; the input is not changed. */
export function mutate(value: unknown, mutations: readonly Mutation[]): string {
  let mutant = structuredClone(value);
  for (const mutation of mutations) if (mutation.how < 0.7) mutant = mutateValue(mutant, mutation);
  let text = JSON.stringify(mutant, null, 1) ?? '';
  for (const mutation of mutations) if (mutation.how >= 0.7) text = mutateText(text, mutation);
  return text;
}

/** A copy: later mutations change what they find. */
function strange(what: number): unknown {
  return structuredClone(pick(STRANGE, what));
}

interface Slot {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string;
}

function mutateValue(root: unknown, { how, where, what }: Mutation): unknown {
  const slots = slotsOf(root);
  const slot = pick(slots, where);
  if (slot === undefined) return strange(what);
  const { holder, key } = slot;
  if (how < 0.35) set(holder, key, strange(what));
  else if (how < 0.45) Reflect.deleteProperty(holder, key);
  else if (how < 0.55) set(holder, pick(STRANGE_KEYS, what) as string, (holder as Record<string, unknown>)[key]);
  else if (how < 0.65) set(holder, key, structuredClone((pick(slots, what) as Slot).holder));
  // A list may have got a member named `constructor`, which `slice` would ask.
  else if (Array.isArray(holder)) holder.push(...[...holder].slice(0, 50));
  else set(holder, mistyped(key, what), holder[key]);
  return root;
}

function slotsOf(root: unknown): Slot[] {
  const slots: Slot[] = [];
  const stack: unknown[] = [root];
  while (stack.length > 0 && slots.length < 5000) {
    const holder = stack.pop();
    if (typeof holder !== 'object' || holder === null) continue;
    for (const key of Object.keys(holder)) {
      slots.push({ holder: holder as Record<string, unknown>, key });
      stack.push((holder as Record<string, unknown>)[key]);
    }
  }
  return slots;
}

/** Never sets a prototype. */
function set(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function mistyped(key: string, what: number): string {
  const at = Math.floor(what * key.length);
  return key.slice(0, at) + key.slice(at + 1);
}

const STRANGE_TEXT: readonly string[] = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\n',
  '\u0000',
  '\\',
  '- ',
  '&a',
  '*a',
  '#',
  '---\n',
  '!!x',
  '{"a":1}',
  '\ufeff',
];

/** Applies one mutation to a text: cuts, inserts, flips or repeats something. */
export function mutateText(text: string, { how, where, what }: Mutation): string {
  const at = Math.floor(where * text.length);
  if (how < 0.76) return text.slice(0, at);
  if (how < 0.85) return text.slice(0, at) + (pick(STRANGE_TEXT, what) ?? '') + text.slice(at);
  if (how < 0.92) return text.slice(0, at) + String.fromCharCode(Math.floor(what * 256)) + text.slice(at + 1);
  if (how < 0.96) return text.slice(0, at) + text.slice(at + Math.ceil(what * 40));
  return text + text.slice(at);
}

function pick<T>(list: readonly T[], fraction: number): T | undefined {
  return list[Math.floor(fraction * list.length)];
}
