import { oncePer } from '../../base/index.ts';
import { isRecord } from '../objects.ts';
import type { ObjectShape, Structure } from './structure.ts';

/** Places in a schema where something is to be found; worked out once, so that walks over values pass over all others. */
export interface Places {
  /** Is this one of them? */
  readonly isHere: (structure: Structure) => boolean;
  /** Is this one of them, or is one anywhere inside of it? */
  readonly isWithin: (structure: Structure) => boolean;
  /** The fields of an object within which one is, in the order of the schema. */
  readonly fieldsOf: (shape: ObjectShape) => readonly (readonly [string, Structure])[];
}

/** The places of which something holds. */
export function placesWhere(isHere: (structure: Structure) => boolean): Places {
  const isWithin = oncePer((structure: Structure): boolean => isHere(structure) || inside(structure).some(isWithin));
  const fieldsOf = oncePer(({ entries }: ObjectShape) => entries.filter(([, field]) => isWithin(field)));
  return { isHere, isWithin, fieldsOf };
}

function inside(structure: Structure): Structure[] {
  if (structure.type === 'object') return [...structure.fields.values()];
  if (structure.type === 'map') return [structure.values];
  return structure.type === 'list' ? [structure.items] : [];
}

/** The way from a value to what is looked at inside of it; it changes while a walk goes on. */
export type Way = (string | number)[];

/** Looks at what a value has in these places, from the outside in and in the order of the schema. */
export function visit(
  places: Places,
  structure: Structure,
  value: unknown,
  way: Way,
  look: (structure: Structure, value: unknown, way: Way) => void,
): void {
  if (!places.isWithin(structure)) return;
  if (places.isHere(structure)) look(structure, value, way);
  if (typeof value !== 'object' || value === null) return;
  const visitInside = (inner: Structure, member: unknown, step: string | number): void => {
    way.push(step);
    visit(places, inner, member, way, look);
    way.pop();
  };
  if (structure.type === 'list' && Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) visitInside(structure.items, value[index], index);
  } else if (structure.type === 'object' && isRecord(value)) {
    for (const [key, field] of places.fieldsOf(structure)) {
      if (Object.hasOwn(value, key)) visitInside(field, value[key], key);
    }
  } else if (structure.type === 'map' && isRecord(value)) {
    for (const key of Object.keys(value)) visitInside(structure.values, value[key], key);
  }
}
