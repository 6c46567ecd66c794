import { describe, expect, it } from 'vitest';
import { labelKeyErrors } from '../../src/model/index.ts';

const NAME =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const PREFIX =
  "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const TWO_SLASHES =
  "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";

describe('labelKeyErrors', () => {
  it.each([
    'a',
    'kubernetes.io/hostname',
    'topology.k8s.aws/network-node-layer-1',
    'A_b.c-9',
    'x'.repeat(63),
    `${'a'.repeat(253)}/x`,
  ])('finds nothing wrong with %s', (key) => {
    expect(labelKeyErrors(key)).toEqual([]);
  });

  const broken: [key: string, errors: string[]][] = [
    ['', ['name part must be non-empty', NAME]],
    ['@', [NAME]],
    ['-a', [NAME]],
    ['a-', [NAME]],
    ['é', [NAME]],
    ['a\n', [NAME]],
    ['x'.repeat(64), ['name part must be no more than 63 bytes']],
    ['é'.repeat(32), ['name part must be no more than 63 bytes', NAME]],
    ['/a', ['prefix part must be non-empty']],
    ['Foo/', [PREFIX, 'name part must be non-empty', NAME]],
    ['UPPER.domain/!', [PREFIX, NAME]],
    ['a..b/c', [PREFIX]],
    [`${'a'.repeat(254)}/x`, ['prefix part must be no more than 253 bytes']],
    ['a/b/c', [TWO_SLASHES]],
    ['//', [TWO_SLASHES]],
  ];
  it.each(broken)('says what is wrong with %j', (key, errors) => {
    expect(labelKeyErrors(key)).toEqual(errors);
  });
});
