import { didYouMean } from '../../base/index.ts';
import { type Finding, mistake } from '../finding.ts';
import { type Path, shown } from '../path.ts';
import type { TopographModel } from './model.ts';

/** Where the switches of a model stand. */
export interface SwitchPaths {
  /** From the top down to the switch itself; empty for an unknown one. */
  pathOf(name: string): readonly string[];
  /** Is it a switch of its own, or below another? */
  has(name: string): boolean;
  /** ` (did you mean "x"?)`, or nothing. */
  hint(name: string): string;
}

/** Parents of all switches; tells those with two, and circles. */
export function switchPaths(
  { switches }: TopographModel,
  base: Path,
  report: (finding: Finding) => void,
): SwitchPaths | undefined {
  const parents = new Map<string, string>();
  const known = new Set(Object.keys(switches ?? {}));
  let isForest = true;
  const refuse = (path: Path, message: string): void => {
    report(mistake('conflict', path, message));
    isForest = false;
  };
  for (const [parent, { switches: children }] of Object.entries(switches ?? {})) {
    for (const [index, child] of (children ?? []).entries()) {
      known.add(child);
      const path = [...base, 'switches', parent, 'switches', index];
      const other = parents.get(child);
      if (other !== undefined)
        refuse(path, `switch ${shown(child)} stands below ${shown(other)} already; keep one place`);
      else parents.set(child, parent);
    }
  }
  for (const name of Object.keys(switches ?? {})) {
    if (!isBelowItself(name, parents)) continue;
    refuse([...base, 'switches', name], `switch ${shown(name)} stands below itself; take it out of the circle`);
  }
  if (!isForest) return undefined;
  return {
    pathOf: (name) => pathAbove(name, parents),
    has: (name) => known.has(name),
    hint: (name) => didYouMean(name, known),
  };
}

function isBelowItself(name: string, parents: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let above = parents.get(name); above !== undefined && !seen.has(above); above = parents.get(above)) {
    if (above === name) return true;
    seen.add(above);
  }
  return false;
}

function pathAbove(name: string, parents: ReadonlyMap<string, string>): string[] {
  const path = [name];
  for (let above = parents.get(name); above !== undefined; above = parents.get(above)) path.push(above);
  return path.reverse();
}
