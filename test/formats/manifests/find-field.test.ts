import { describe, expect, it } from 'vitest';
import { findField } from '../../../src/formats/manifests/find-field.ts';

const OBJECT = { metadata: { labels: { 'a.b/c': 'x' } }, spec: { jobs: [{ name: 'n', template: {} }], Master: {} } };

describe('where a webhook’s field stands', () => {
  it.each([
    ['spec', ['spec']],
    ['metadata.labels[a.b/c]', ['metadata', 'labels', 'a.b/c']],
    ['spec.jobs[0].name', ['spec', 'jobs', 0, 'name']],
    ['spec.jobs[0].template.metadata.annotations[x]', ['spec', 'jobs', 0, 'template', 'metadata']],
    ['spec.jobs[7].name', ['spec', 'jobs', 7]],
    ['spec[Master].template', ['spec', 'Master', 'template']],
    ['metadata.annotations[k]', ['metadata', 'annotations']],
    ['job[node].annotations', []],
    ['', []],
  ])('%s is at %j', (field, path) => {
    expect(findField(field, OBJECT)).toEqual(path);
  });

  it('does not look into prototypes', () => {
    expect(findField('spec.constructor.name', OBJECT)).toEqual(['spec', 'constructor']);
  });
});
