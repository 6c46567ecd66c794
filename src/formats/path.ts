import { printable } from '../base/index.ts';

/** Where in a value: keys of objects and indices of lists, from the outside in. */
export type Path = readonly (string | number)[];

/** A path as people write it: `items[3].spec.podSets[0].count`, `metadata.labels[a.b/c]`; empty for the root. */
export function fieldText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${shortened(step)}]`;
  }
  return text;
}

/** The path that a text such as `slices[0].podCounts` names. */
export function pathOf(field: string): Path {
  return (field.match(/\[\d+\]|[^.[\]]+/g) ?? []).map((step) =>
    step.startsWith('[') ? Number(step.slice(1, -1)) : step,
  );
}

/** What stands at a path; undefined where the path leaves the value. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

const MAX_SHOWN = 60;

/** A found value for a message: one line, shortened, nothing in it that a terminal or a page would act on. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? `"${shortened(value)}"` : String(value);
}

/** Text cut to 60 characters, with control and direction characters written as `\u…`. */
export function shortened(text: string): string {
  return printable(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
}
