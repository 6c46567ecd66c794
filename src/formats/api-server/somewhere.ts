import type { Structure } from './structure.ts';

/** The structures right inside of one. */
function innerStructures(structure: Structure): Structure[] {
  if (structure.type === 'object') return [...structure.fields.values()];
  if (structure.type === 'map') return [structure.values];
  return structure.type === 'list' ? [structure.items] : [];
}

/**
 * Does something hold of a structure, or of any inside of it? Worked out once for each, so that a walk over a value can pass
 * over the parts in which there is nothing to find.
 */
export function somewhere(holds: (structure: Structure) => boolean): (structure: Structure) => boolean {
  const known = new WeakMap<Structure, boolean>();
  const answer = (structure: Structure): boolean => {
    const before = known.get(structure);
    if (before !== undefined) return before;
    const now = holds(structure) || innerStructures(structure).some(answer);
    known.set(structure, now);
    return now;
  };
  return answer;
}
