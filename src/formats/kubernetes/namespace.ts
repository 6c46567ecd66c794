import { answered, present } from '../schema.ts';
import { type KindReader, kindReader } from './kind-reader.ts';
import { namedMetadata, TYPE_META } from './metadata.ts';

/** A namespace: its labels decide who manages it and who may use which queue. */
export const namespaceReader: KindReader = kindReader({
  kind: 'Namespace',
  apiVersions: ['v1'],
  schema: answered(() => ({ ...TYPE_META, metadata: namedMetadata(answered) }), ['spec', 'status']),
  add({ metadata }, context) {
    const { name, labels } = metadata;
    if (!context.claim(name)) return;
    context.inputs.namespaces.push(present({ name, labels }));
  },
});
