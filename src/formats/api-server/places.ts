import { oncePer } from '../../base/index.ts';
import { isRecord } from '../objects.ts';
import type { Structure } from './structure.ts';

/**
 * Places in a schema where something is to be found, and the ways that lead to them, as a tree; worked out once, so that
 * walks over values pass over all else.
 */
export interface Places {
  readonly structure: Structure;
  /** Is this one of them? */
  readonly isHere: boolean;
  /** The fields of an object within which one is, in the order of the schema. */
  readonly fields: readonly (readonly [string, Places])[];
  /** The same for the items of a list, or the values of a map. */
  readonly members: Places | undefined;
}

/** The places of which something holds. */
export function placesWhere(isHere: (structure: Structure) => boolean): (structure: Structure) => Places {
  const placesIn = (structure: Structure): Places => ({
    structure,
    isHere: isHere(structure),
    fields: fieldsOf(structure)
      .map(([key, field]) => [key, placesIn(field)] as const)
      .filter(([, places]) => isSomewhere(places)),
    members: membersOf(structure).map(placesIn).find(isSomewhere),
  });
  return oncePer(placesIn);
}

/** Is there any such place? */
export function isSomewhere({ isHere, fields, members }: Places): boolean {
  return isHere || fields.length > 0 || members !== undefined;
}

function fieldsOf(structure: Structure): readonly (readonly [string, Structure])[] {
  return structure.type === 'object' ? structure.entries : [];
}

function membersOf(structure: Structure): readonly Structure[] {
  if (structure.type === 'map') return [structure.values];
  return structure.type === 'list' ? [structure.items] : [];
}

/** The way from a value to what is looked at inside of it; it changes while a walk goes on. */
export type Way = (string | number)[];

/** Is told what a value has in a place. */
export type Look = (structure: Structure, value: unknown, way: Way) => void;

/** Looks at what a value has in these places, from the outside in and in the order of the schema. */
export function visit(places: Places, value: unknown, way: Way, look: Look): void {
  const { structure, isHere, fields, members } = places;
  if (isHere) look(structure, value, way);
  if (fields.length > 0 && isRecord(value)) {
    for (const [key, field] of fields) if (Object.hasOwn(value, key)) visitInside(field, value[key], key, way, look);
  } else if (members !== undefined && structure.type === 'list' && Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) visitInside(members, value[index], index, way, look);
  } else if (members !== undefined && structure.type === 'map' && isRecord(value)) {
    for (const key of Object.keys(value)) visitInside(members, value[key], key, way, look);
  }
}

function visitInside(places: Places, value: unknown, step: string | number, way: Way, look: Look): void {
  way.push(step);
  visit(places, value, way, look);
  way.pop();
}
