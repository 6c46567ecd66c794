import { describe, expect, it } from 'vitest';
import type { PodSetUpdate } from '../../../src/model/index.ts';
import { mergeUpdates } from '../../../src/placement/kueue/pod-set-updates.ts';
import { ask } from '../make-cluster.ts';

const TEMPLATE = {
  annotations: { a: '1' },
  labels: { l: '1' },
  spec: { nodeSelector: { n: '1' }, tolerations: [{ key: 't' }] },
};

function merge(...updates: PodSetUpdate[]): ReturnType<typeof mergeUpdates> {
  return mergeUpdates(ask('1 unconstrained', { template: TEMPLATE, updates }));
}

describe('updates of admission checks', () => {
  it('add to annotations, labels, selector and tolerations, one after the other', () => {
    const first = {
      annotations: { b: '2' },
      labels: { m: '2' },
      nodeSelector: { o: '2' },
      tolerations: [{ key: 'u' }],
    };
    expect(merge(first, { nodeSelector: { p: '3' }, tolerations: [{ key: 'v' }] })).toEqual({
      annotations: { a: '1', b: '2' },
      labels: { l: '1', m: '2' },
      spec: { nodeSelector: { n: '1', o: '2', p: '3' }, tolerations: [{ key: 't' }, { key: 'u' }, { key: 'v' }] },
    });
  });

  it('may repeat what is there', () => {
    expect(merge({ nodeSelector: { n: '1' } }, { labels: { l: '1' } })).toEqual(TEMPLATE);
  });

  const cases: [what: string, updates: PodSetUpdate[], conflict: string][] = [
    ['annotations', [{ annotations: { a: '2' } }], 'annotations: conflict for key=a, value1=1, value2=2'],
    ['labels', [{ labels: { l: '2' } }], 'labels: conflict for key=l, value1=1, value2=2'],
    ['the node selector', [{ nodeSelector: { n: '2' } }], 'nodeSelector: conflict for key=n, value1=1, value2=2'],
    ['one another', [{ labels: { x: '1' } }, { labels: { x: '2' } }], 'labels: conflict for key=x, value1=1, value2=2'],
    [
      'several things: annotations are named first',
      [{ nodeSelector: { n: '2' }, annotations: { a: '2' } }],
      'annotations: conflict for key=a, value1=1, value2=2',
    ],
  ];
  it.each(cases)('must not contradict %s', (_, updates, conflict) => {
    const cause = `invalid admission check PodSetUpdate: conflict for ${conflict}`;
    const message = `invalid podSetUpdate for PodSet workers, error: ${cause}`;
    expect(merge(...updates)).toEqual({ state: 'rejected', reason: 'invalid-update', message });
  });

  it('are not mistaken for keys that every object has', () => {
    expect(merge({ labels: { constructor: 'x' } })).toMatchObject({ labels: { l: '1', constructor: 'x' } });
  });
});
