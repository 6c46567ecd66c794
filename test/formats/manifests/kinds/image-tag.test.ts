import { expect, it } from 'vitest';
import { imageTag } from '../../../../src/formats/manifests/kinds/image-tag.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

it.each([
  ['busybox', 'latest'],
  ['busybox:1.36', '1.36'],
  ['localhost:5000/a/b', 'latest'],
  ['localhost:5000/a/b:v1', 'v1'],
  ['registry.Example.com/a_b/c-d:v1', 'v1'],
  [`a@${DIGEST}`, ''],
  [`a:1@${DIGEST}`, '1'],
  ['', ''],
  ['Upper', ''],
  ['a b', ''],
])('the tag of %s is %j', (image, tag) => {
  expect(imageTag(image)).toBe(tag);
});
