import { closest } from '../base/index.ts';

/** Group of an apiVersion; empty for `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * Was one of the known groups probably meant? It is one of them, or nearly so; or it has no dot, so that it is one of
 * Kubernetes itself: the API server takes no other groups without.
 */
export function isMeantGroup(group: string, known: Iterable<string>): boolean {
  return !group.includes('.') || closest(group, known) !== undefined;
}
