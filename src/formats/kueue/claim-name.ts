import type { KindContext } from '../kubernetes/kind-reader.ts';
import { valueAt } from '../path.ts';

/** Is the name of this object still free? An object without a name, which the server makes up, takes none. */
export function claimName(object: unknown, context: KindContext): boolean {
  const name = valueAt(object, ['metadata', 'name']);
  if (typeof name !== 'string' || name === '') return true;
  const namespace = valueAt(object, ['metadata', 'namespace']);
  return context.claim(typeof namespace === 'string' && namespace !== '' ? `${namespace}/${name}` : name);
}
