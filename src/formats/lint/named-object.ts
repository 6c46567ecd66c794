import { didYouMean } from '../../base/index.ts';
import type { DocumentPath } from '../located-object.ts';
import { shortened, shown } from '../path.ts';
import type { LintContext } from './lint-context.ts';
import type { LintPlace } from './lint-rule.ts';

/** A name that stands for an object of another kind. */
export interface ObjectName {
  /** Who names it, as a sentence begins: `ClusterQueue "team-a"`. */
  readonly by: string;
  readonly at: DocumentPath;
  readonly kind: string;
  readonly name: string;
  /** For kinds that live in one. */
  readonly namespace?: string;
}

/**
 * A name that no object bears, among files that hold objects of its kind. Where they hold none, or where a text could not be
 * read, nothing is said: the object may be elsewhere.
 *
 * @param consequence what becomes of who names it
 */
export function* missingObject(
  { objects, isWhole }: LintContext,
  { by, at, kind, name, namespace }: ObjectName,
  consequence: string,
): Iterable<LintPlace> {
  if (!isWhole || objects.ofKind(kind).length === 0 || objects.find(kind, name, namespace) !== undefined) return;
  const elsewhere = namespace === undefined ? [] : objects.namespacesOf(kind, name);
  const hint = didYouMean(name, objects.names(kind, namespace));
  const where = namespace === undefined ? '' : ` of namespace ${namespace}`;
  const found = elsewhere.length === 0 ? hint : ` (${kind} ${shown(name)} is in ${namespacesText(elsewhere)})`;
  yield {
    at,
    reason: `${by} names ${kind} ${shown(name)}${where}, which is not among the given ones${found}: ${consequence}`,
    mend: `correct the name${elsewhere.length === 0 ? '' : ' or the namespace'}, or add the ${kind}`,
  };
}

/** `namespace a`, `namespaces a and b`; many are cut short. */
function namespacesText(names: readonly string[]): string {
  const [first = '', second] = names.map(shortened);
  if (second === undefined) return `namespace ${first}`;
  return names.length === 2 ? `namespaces ${first} and ${second}` : `namespace ${first} and ${names.length - 1} others`;
}
