import { describe, expect, it } from 'vitest';
import type { Node, NodeSelectorRequirement, NodeSelectorTerm } from '../../../src/model/index.ts';
import { matchesTerm, termErrors } from '../../../src/placement/kueue/node-affinity-match.ts';

const NODE: Node = {
  name: 'n1',
  labels: { zone: 'x', size: '16', low: '-3', word: 'big', empty: '' },
  allocatable: {},
  isReady: true,
};

function on(key: string, operator: string, ...values: string[]): NodeSelectorRequirement {
  return { key, operator, ...(values.length > 0 ? { values } : {}) };
}

describe('a condition on labels', () => {
  const cases: [key: string, operator: string, values: string[], expected: boolean][] = [
    ['zone', 'In', ['w', 'x'], true],
    ['zone', 'In', ['w'], false],
    ['gone', 'In', ['x'], false],
    ['empty', 'In', [''], true],
    ['zone', 'NotIn', ['w'], true],
    ['zone', 'NotIn', ['w', 'x'], false],
    ['gone', 'NotIn', ['x'], true],
    ['zone', 'Exists', [], true],
    ['empty', 'Exists', [], true],
    ['gone', 'Exists', [], false],
    ['zone', 'DoesNotExist', [], false],
    ['gone', 'DoesNotExist', [], true],
    ['size', 'Gt', ['15'], true],
    ['size', 'Gt', ['16'], false],
    ['size', 'Lt', ['16'], false],
    ['size', 'Lt', ['100'], true],
    ['low', 'Lt', ['-2'], true],
    ['low', 'Gt', ['-4'], true],
    ['word', 'Gt', ['1'], false],
    ['word', 'Lt', ['1'], false],
    ['gone', 'Gt', ['1'], false],
    ['size', 'In', ['16.0'], false],
    ['zone', 'Near', ['x'], false],
  ];
  it.each(cases)('%s %s %j: %s', (key, operator, values, expected) => {
    expect(matchesTerm({ matchExpressions: [on(key, operator, ...values)] }, NODE)).toBe(expected);
  });
});

describe('a term', () => {
  const cases: [what: string, term: NodeSelectorTerm, expected: boolean][] = [
    ['without conditions holds nowhere', {}, false],
    ['with empty lists holds nowhere', { matchExpressions: [], matchFields: [] }, false],
    ['wants all its conditions', { matchExpressions: [on('zone', 'Exists'), on('gone', 'Exists')] }, false],
    ['on the name of the node', { matchFields: [on('metadata.name', 'In', 'n1')] }, true],
    ['on another name', { matchFields: [on('metadata.name', 'In', 'n2')] }, false],
    ['against a name', { matchFields: [on('metadata.name', 'NotIn', 'n1')] }, false],
    [
      'on labels and name wants both',
      { matchExpressions: [on('zone', 'Exists')], matchFields: [on('metadata.name', 'In', 'n2')] },
      false,
    ],
  ];
  it.each(cases)('%s: %j → %s', (_, term, expected) => {
    expect(matchesTerm(term, NODE)).toBe(expected);
  });
});

describe('Kubernetes refuses', () => {
  const expression = 'terms[0].matchExpressions[0]';
  const field = 'terms[0].matchFields[0]';
  const LABEL_VALUE =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  const NAME =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  const cases: [what: string, term: NodeSelectorTerm, error: string][] = [
    [
      'In without values',
      { matchExpressions: [on('k', 'In')] },
      `${expression}.values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty`,
    ],
    [
      'Exists with values',
      { matchExpressions: [on('k', 'Exists', 'v')] },
      `${expression}.values: Invalid value: ["v"]: values set must be empty for exists and does not exist`,
    ],
    [
      'Gt with two values',
      { matchExpressions: [on('k', 'Gt', '1', '2')] },
      `${expression}.values: Invalid value: ["1","2"]: for 'Gt', 'Lt' operators, exactly one value is required`,
    ],
    [
      'Lt with a word',
      { matchExpressions: [on('k', 'Lt', 'big')] },
      `${expression}.values[0]: Invalid value: "big": for 'Gt', 'Lt' operators, the value must be an integer`,
    ],
    [
      'an unknown operator',
      { matchExpressions: [on('k', 'Near', 'v')] },
      `${expression}.operator: Unsupported value: "Near": supported values: "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"`,
    ],
    [
      'In of an empty list',
      { matchExpressions: [{ key: 'k', operator: 'In', values: [] }] },
      `${expression}.values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty`,
    ],
    [
      'a bound that is no value of a label',
      { matchExpressions: [on('k', 'Gt', '-5')] },
      `${expression}.values[0][k]: Invalid value: "-5": ${LABEL_VALUE}`,
    ],
    [
      'a key that is none',
      { matchExpressions: [on('', 'Exists')] },
      `${expression}.key: Invalid value: "": name part must be non-empty; name part ${NAME}`,
    ],
    [
      'Exists on a field',
      { matchFields: [on('metadata.name', 'Exists')] },
      `${field}.operator: Unsupported value: "Exists": supported values: "In", "NotIn"`,
    ],
    [
      'two values on a field',
      { matchFields: [on('metadata.name', 'In', 'a', 'b')] },
      `${field}.values: Invalid value: ["a","b"]: must have one element`,
    ],
  ];
  it.each(cases)('%s', (_, term, error) => {
    expect(termErrors([term], 'terms')).toEqual([error]);
  });

  it('every bad condition by itself, and none of the good ones', () => {
    const terms = [
      { matchExpressions: [on('k', 'In', 'v'), on('k', 'In')] },
      { matchExpressions: [on('k', 'Near')], matchFields: [on('metadata.name', 'In', 'a')] },
    ];
    expect(termErrors(terms, '').map((error) => error.split(':')[0])).toEqual([
      '[0].matchExpressions[1].values',
      '[1].matchExpressions[0].operator',
    ]);
    expect(termErrors([{}, { matchExpressions: [on('k', 'Gt', '5'), on('k', 'DoesNotExist')] }], '')).toEqual([]);
  });
});
