import { describe, expect, it } from 'vitest';
import { decodeMetadata } from '../../../src/formats/api-server/decode-metadata.ts';
import { finalizerWarnings } from '../../../src/formats/api-server/finalizer-warnings.ts';
import type { StoredMetadata } from '../../../src/formats/api-server/object-meta.ts';
import { validateMetadata } from '../../../src/formats/api-server/validate-metadata.ts';

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const KEY_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. " +
  "'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function texts(metadata: StoredMetadata, isNamespaced = false): string[] {
  return validateMetadata(metadata, isNamespaced).map(({ text }) => text);
}

// kueue-validation §1, metadata.
describe('metadata is refused', () => {
  it.each<[string, StoredMetadata, string[]]>([
    ['no name', {}, ['metadata.name: Required value: name or generateName is required']],
    ['a name to generate', { generateName: 'a-' }, []],
    ['a name with a slash', { name: 'x/y' }, [`metadata.name: Invalid value: "x/y": ${SUBDOMAIN_RULE}`]],
    ['a start with a dot', { generateName: '.a' }, [`metadata.generateName: Invalid value: ".a": ${SUBDOMAIN_RULE}`]],
    [
      'a name of 254 letters',
      { name: 'a'.repeat(254) },
      [`metadata.name: Invalid value: "${'a'.repeat(254)}": must be no more than 253 characters`],
    ],
    [
      'a label key of two slashes',
      { name: 'a', labels: { 'A/b/c': 'd' } },
      [
        `metadata.labels: Invalid value: "A/b/c": a valid label key ${KEY_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
      ],
    ],
    [
      'an empty label key',
      { name: 'a', labels: { '': '' } },
      [
        'metadata.labels: Invalid value: "": name part must be non-empty',
        `metadata.labels: Invalid value: "": name part ${KEY_RULE}`,
      ],
    ],
    [
      'a label key with a mistaken prefix',
      { name: 'a', labels: { 'UP/x': '' } },
      [`metadata.labels: Invalid value: "UP/x": prefix part ${SUBDOMAIN_RULE}`],
    ],
    [
      'label values',
      { name: 'a', labels: { a: 'x y', b: 'x'.repeat(64) } },
      [
        `metadata.labels: Invalid value: "x y": ${VALUE_RULE}`,
        `metadata.labels: Invalid value: "${'x'.repeat(64)}": must be no more than 63 bytes`,
      ],
    ],
    ['annotation keys, in any case', { name: 'a', annotations: { 'UP/x': 'any text' } }, []],
    [
      'annotation keys',
      { name: 'a', annotations: { 'a/': '' } },
      [
        'metadata.annotations: Invalid value: "a/": name part must be non-empty',
        `metadata.annotations: Invalid value: "a/": name part ${KEY_RULE}`,
      ],
    ],
    [
      'more than 256 KiB of annotations',
      { name: 'a', annotations: { a: 'x'.repeat(256 * 1024) } },
      ['metadata.annotations: Too long: may not be more than 262144 bytes'],
    ],
    [
      'finalizers',
      { name: 'a', finalizers: ['Bad Name', 'orphan', 'foregroundDeletion'] },
      [
        `metadata.finalizers: Invalid value: "Bad Name": name part ${KEY_RULE}`,
        'metadata.finalizers: Invalid value: ["Bad Name","orphan","foregroundDeletion"]: finalizer orphan and foregroundDeletion cannot be both set',
      ],
    ],
    [
      'owners',
      { name: 'a', ownerReferences: [{ apiVersion: 'a/b/c', kind: 'K', name: 'n', uid: 'u' }, {}] },
      [
        'metadata.ownerReferences.apiVersion: Invalid value: "a/b/c": version must not be empty',
        'metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty',
        'metadata.ownerReferences.kind: Invalid value: "": must not be empty',
        'metadata.ownerReferences.name: Invalid value: "": must not be empty',
        'metadata.ownerReferences.uid: Invalid value: "": must not be empty',
      ],
    ],
  ])('for %s', (_, metadata, expected) => {
    expect(texts(metadata)).toEqual(expected);
  });

  it('for an event as an owner', () => {
    const ownerReferences = [{ apiVersion: 'v1', kind: 'Event', name: 'e', uid: 'u' }];
    expect(texts({ name: 'x', ownerReferences })).toEqual([
      'metadata.ownerReferences: Invalid value: {"apiVersion":"v1","kind":"Event","name":"e","uid":"u"}: /v1, Kind=Event is disallowed from being an owner',
    ]);
  });

  it('for two owners that manage', () => {
    const owner = { apiVersion: 'v1', kind: 'Pod', uid: 'u', controller: true };
    const ownerReferences = ['a', 'b'].map((name) => ({ ...owner, name }));
    expect(texts({ name: 'x', ownerReferences })).toEqual([
      expect.stringMatching(
        /: Only one reference can have Controller set to true\. Found "true" in references for Pod\/a and Pod\/b$/,
      ),
    ]);
  });

  it.each([
    ['a.b', 'must not contain dots'],
    ['x'.repeat(64), 'must be no more than 63 characters'],
    [
      'A',
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
    ],
  ])('for the namespace %j of a kind that has one', (namespace, message) => {
    expect(texts({ name: 'a', namespace }, true)).toEqual([
      `metadata.namespace: Invalid value: ${JSON.stringify(namespace)}: ${message}`,
    ]);
    expect(texts({ name: 'a', namespace })).toEqual([]);
  });
});

describe('metadata is read', () => {
  it('without unknown fields, nulls and what is empty', () => {
    const value = {
      name: 'a',
      generateName: '',
      labels: { a: null, b: '' },
      annotations: {},
      finalizers: ['x', null],
      ownerReferences: [null],
      uid: null,
      foo: 1,
    };
    expect(decodeMetadata(value)).toEqual({
      state: 'decoded',
      metadata: {
        name: 'a',
        labels: { a: '', b: '' },
        finalizers: ['x', ''],
        ownerReferences: [{ apiVersion: '', kind: '', name: '', uid: '' }],
      },
      unknown: [['foo']],
    });
  });

  it('and its unknown fields are told in the order of their keys, in that of items in lists', () => {
    const ownerReferences = Array.from({ length: 11 }, (_, index) => (index % 8 === 2 ? { z: 1, b: 1 } : {}));
    expect(decodeMetadata({ z: 1, ownerReferences, B: 1, a: 1 })).toMatchObject({
      unknown: [
        ['B'],
        ['a'],
        ['ownerReferences', 2, 'b'],
        ['ownerReferences', 2, 'z'],
        ['ownerReferences', 10, 'b'],
        ['ownerReferences', 10, 'z'],
        ['z'],
      ],
    });
  });

  it.each([undefined, null])('where there is none: %s', (value) => {
    expect(decodeMetadata(value)).toEqual({ state: 'decoded', metadata: {}, unknown: [] });
  });

  it.each([
    ['a', [], 'json: cannot unmarshal string into Go value of type v1.ObjectMeta'],
    [
      { name: 1, labels: { a: 1 } },
      ['labels', 'a'],
      'json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
    ],
    [
      { annotations: [] },
      ['annotations'],
      'json: cannot unmarshal array into Go struct field ObjectMeta.annotations of type map[string]string',
    ],
    [{ uid: true }, ['uid'], 'json: cannot unmarshal bool into Go struct field ObjectMeta.uid of type types.UID'],
    [
      { ownerReferences: [{ name: {} }] },
      ['ownerReferences', 0, 'name'],
      'json: cannot unmarshal object into Go struct field OwnerReference.ownerReferences.name of type string',
    ],
    [
      { finalizers: 'a' },
      ['finalizers'],
      'json: cannot unmarshal string into Go struct field ObjectMeta.finalizers of type []string',
    ],
  ])('or not: %j', (value, path, message) => {
    expect(decodeMetadata(value)).toEqual({ state: 'malformed', path, message });
  });

  it('of any map of keys, however they are called', () => {
    const labels = JSON.parse('{"__proto__": "a", "constructor": "b"}');
    const decoded = decodeMetadata({ labels });
    expect(decoded.state === 'decoded' && Object.entries(decoded.metadata.labels ?? {})).toEqual(
      Object.entries(labels),
    );
  });
});

describe('a finalizer', () => {
  it('without a domain is advised against', () => {
    const given = ['foo.bar', 'foo', 'a.io/b', 'orphan', 'foregroundDeletion', 'kubernetes', 'foo'];
    const advice = 'to avoid accidental conflicts with other finalizer writers';
    expect(finalizerWarnings(given)).toEqual([
      `metadata.finalizers: "foo": prefer a domain-qualified finalizer name ${advice}`,
      `metadata.finalizers: "foo.bar": prefer a domain-qualified finalizer name including a path (/) ${advice}`,
    ]);
  });
});
