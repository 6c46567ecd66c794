import { describe, expect, it } from 'vitest';
import { parseSliceConstraints } from '../../src/model/index.ts';

describe('parseSliceConstraints', () => {
  it('reads entries in order', () => {
    expect(parseSliceConstraints('[{"topology":"a/x","size":8},{"size":2,"topology":"a/y"}]')).toEqual({
      constraints: [
        { topology: 'a/x', size: 8 },
        { topology: 'a/y', size: 2 },
      ],
    });
  });

  const lenient: [text: string, constraints: unknown[], why: string][] = [
    ['[]', [], 'the number of entries is not judged here'],
    ['null', [], 'null is no list'],
    ['[null]', [{ topology: '', size: 0 }], 'null leaves an entry empty'],
    ['[{}]', [{ topology: '', size: 0 }], 'what is missing is empty or 0'],
    ['[{"Topology":"a","SIZE":1}]', [{ topology: 'a', size: 1 }], 'key names match in any case'],
    ['[{"topology":"a","size":1,"more":[]}]', [{ topology: 'a', size: 1 }], 'unknown keys are skipped'],
    ['[{"size":1,"size":2,"topology":"a"}]', [{ topology: 'a', size: 2 }], 'the last of equal keys wins'],
    ['[{"topology":null,"size":-3}]', [{ topology: '', size: -3 }], 'values are not judged here'],
  ];
  it.each(lenient)('reads %s as %j: %s', (text, constraints) => {
    expect(parseSliceConstraints(text)).toEqual({ constraints });
  });

  const TYPE = 'v1beta2.PodsetSliceRequiredTopologyConstraint';
  const FIELD = 'Go struct field PodsetSliceRequiredTopologyConstraint';
  const broken: [text: string, error: string][] = [
    ['[1]', `json: cannot unmarshal number into Go value of type ${TYPE}`],
    ['["a"]', `json: cannot unmarshal string into Go value of type ${TYPE}`],
    ['{}', `json: cannot unmarshal object into Go value of type []${TYPE}`],
    ['"a"', `json: cannot unmarshal string into Go value of type []${TYPE}`],
    ['[{"topology":1,"size":1}]', `json: cannot unmarshal number into ${FIELD}.topology of type string`],
    ['[{"topology":"a","size":"1"}]', `json: cannot unmarshal string into ${FIELD}.size of type int32`],
    ['[{"topology":"a","size":1.5}]', `json: cannot unmarshal number 1.5 into ${FIELD}.size of type int32`],
    ['[{"topology":"a","size":1e1}]', `json: cannot unmarshal number 1e1 into ${FIELD}.size of type int32`],
    [
      '[{"topology":"a","size":2147483648}]',
      `json: cannot unmarshal number 2147483648 into ${FIELD}.size of type int32`,
    ],
    ['[{"size":true},1]', `json: cannot unmarshal bool into ${FIELD}.size of type int32`],
    ['', 'unexpected end of JSON input'],
    ['a/x=4', "invalid character 'a' looking for beginning of value"],
  ];
  it.each(broken)('says of %s what Go says', (text, error) => {
    expect(parseSliceConstraints(text)).toEqual({ error });
  });
});
