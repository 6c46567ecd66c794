import { describe, expect, it } from 'vitest';
import {
  fieldErrorText,
  resolveFeatureGates,
  validateSliceSizeLimit,
  validateTopologyAnnotations,
} from '../../src/model/index.ts';
import { topologyAnnotations } from './annotations.ts';

const GATES = resolveFeatureGates();
const KUEUE = 'kueue.x-k8s.io/podset-';

/** Errors as lines, with `p` for the path and short names for annotations: `p[slice-size]: Required value: …`. */
function linesOf(short: Record<string, string>, podSetCount?: number, gates = GATES): string[] {
  const options = { path: 'p', gates, ...(podSetCount === undefined ? {} : { podSetCount }) };
  return validateTopologyAnnotations(topologyAnnotations(short), options).map(toShortLine);
}

function toShortLine(error: Parameters<typeof fieldErrorText>[0]): string {
  return fieldErrorText(error).replaceAll(KUEUE, '');
}

const EXCLUSIVE =
  'p: Invalid value: must not contain more than one topology annotation: ["required-topology", "preferred-topology", "unconstrained-topology"]';
const LAYERS = 'slice-required-topology-constraints';

describe('validateTopologyAnnotations', () => {
  it.each([
    {},
    { 'required-topology': 'a/rack' },
    { 'preferred-topology': 'rack', 'group-name': 'g' },
    { 'unconstrained-topology': 'F' },
    { 'required-topology': 'a', 'slice-required-topology': 'b', 'slice-size': '2' },
    { [LAYERS]: '[{"topology":"a","size":4},{"topology":"b","size":4},{"topology":"c","size":1}]' },
    { 'required-topology': 'a', 'group-name': '1a' },
  ])('finds nothing wrong with %j', (short) => {
    expect(linesOf(short, 4)).toEqual([]);
  });

  const cases: [short: Record<string, string>, lines: string[]][] = [
    [{ 'required-topology': 'a', 'preferred-topology': 'b' }, [EXCLUSIVE]],
    [{ 'required-topology': 'a', 'unconstrained-topology': 'false' }, [EXCLUSIVE]],
    [{ 'required-topology': 'a', 'group-name': '007' }, ['p[group-name]: Invalid value: "007": must not be a number']],
    [
      { 'group-name': 'g', 'slice-size': '1', 'slice-required-topology': 'a' },
      [
        "p[group-name]: Forbidden: may not be set when 'slice-size' is specified",
        "p[group-name]: Forbidden: may not be set when 'slice-required-topology' is specified",
        "p[group-name]: Forbidden: may not be set when neither 'preferred-topology' nor 'required-topology' is specified",
      ],
    ],
    [{ 'unconstrained-topology': 'yes' }, ['p[unconstrained-topology]: Invalid value: "yes": must be a boolean value']],
    [
      { 'slice-required-topology': 'a' },
      ["p[slice-size]: Required value: must be set when 'slice-required-topology' is specified"],
    ],
    [
      { 'slice-size': '1' },
      ["p[slice-size]: Forbidden: may not be set when 'slice-required-topology' is not specified"],
    ],
    [
      { 'slice-required-topology': 'a', 'slice-size': '-2' },
      ['p[slice-size]: Invalid value: "-2": must be greater than or equal to 1'],
    ],
    [
      { 'slice-required-topology': 'a', 'slice-size': '4294967296' },
      ['p[slice-size]: Invalid value: "4294967296": must be a numeric value'],
    ],
    [
      { [LAYERS]: '[1]' },
      [
        `p[${LAYERS}]: Invalid value: "[1]": must be a valid JSON array: json: cannot unmarshal number into Go value of type v1beta2.PodsetSliceRequiredTopologyConstraint`,
      ],
    ],
    [
      { [LAYERS]: '[]' },
      [`p[${LAYERS}]: Invalid value: "[]": topology constraints must contain between 1 and 3 entries`],
    ],
    [
      { [LAYERS]: '[{"topology":"a","size":3},{"topology":"b","size":2}]' },
      [`p[${LAYERS}][1].size: Invalid value: 2: must evenly divide the parent layer size 3`],
    ],
    [
      { [LAYERS]: '[{"topology":"a","size":0},{"topology":"b","size":1}]' },
      [`p[${LAYERS}][0].size: Invalid value: 0: must be greater than or equal to 1`],
    ],
    [
      { [LAYERS]: '[{"topology":"a","size":2},{"topology":"b","size":2},{"topology":"a","size":2}]' },
      [`p[${LAYERS}][2].topology: Duplicate value: "a (also at index 0)"`],
    ],
    [
      { [LAYERS]: '[{"topology":"a","size":1}]', 'slice-required-topology': 'b', 'slice-size': '1' },
      [
        `p[${LAYERS}]: Forbidden: may not be set when 'slice-required-topology' is specified`,
        `p[${LAYERS}]: Forbidden: may not be set when 'slice-size' is specified`,
      ],
    ],
    [
      { [LAYERS]: '[{"topology":"a","size":1}]', 'required-topology': 'a', 'group-name': 'g' },
      [`p[group-name]: Forbidden: may not be set when '${LAYERS}' is specified`],
    ],
  ];
  it.each(cases)('refuses %j', (short, lines) => {
    expect(linesOf(short)).toEqual(lines);
  });

  it('keeps the order: exclusivity, levels, group, unconstrained, slice size, pairing, layers', () => {
    const short = {
      [LAYERS]: '[]',
      'slice-size': '0',
      'unconstrained-topology': 'yes',
      'group-name': '1',
      'preferred-topology': 'a/b/c',
      'required-topology': '@',
    };
    expect(linesOf(short).map((line) => line.split(':')[0])).toEqual([
      'p',
      'p[required-topology]',
      'p[preferred-topology]',
      'p[group-name]',
      'p[group-name]',
      'p[unconstrained-topology]',
      'p[slice-size]',
      'p[slice-size]',
      `p[${LAYERS}]`,
      'p[group-name]',
      `p[${LAYERS}]`,
    ]);
  });

  it('refuses the annotation for several layers, and only that, while its gate is off', () => {
    const gates = resolveFeatureGates({ TASMultiLayerTopology: false });
    expect(linesOf({ [LAYERS]: '[' }, 1, gates)).toEqual([
      `p[${LAYERS}]: Forbidden: the TASMultiLayerTopology feature gate must be enabled to use this annotation`,
    ]);
  });

  it('finds nothing wrong with anything without topology awareness', () => {
    expect(linesOf({ 'slice-size': '0' }, 1, resolveFeatureGates({ TopologyAwareScheduling: false }))).toEqual([]);
  });

  it('comes to the pod set count last', () => {
    const short = { [LAYERS]: '[{"topology":"a","size":3},{"topology":"b","size":2}]' };
    expect(linesOf(short, 1)).toEqual([
      `p[${LAYERS}][1].size: Invalid value: 2: must evenly divide the parent layer size 3`,
      `p[${LAYERS}]: Invalid value: 3: must not be greater than pod set count 1`,
    ]);
  });
});

describe('validateSliceSizeLimit', () => {
  function limitLines(short: Record<string, string>, podSetCount: number, gates = GATES): string[] {
    return validateSliceSizeLimit(topologyAnnotations(short), podSetCount, { path: 'p', gates }).map(toShortLine);
  }

  it('refuses a slice larger than the pod set, and none as large', () => {
    const short = { 'slice-required-topology': 'a', 'slice-size': '10' };
    expect(limitLines(short, 10)).toEqual([]);
    expect(limitLines(short, 9)).toEqual([
      'p[slice-size]: Invalid value: "10": must not be greater than pod set count 9',
    ]);
  });

  it('looks at the outermost layer only', () => {
    const short = { [LAYERS]: '[{"topology":"a","size":2},{"topology":"b","size":6}]' };
    expect(limitLines(short, 3)).toEqual([]);
    expect(limitLines(short, 1)).toEqual([`p[${LAYERS}]: Invalid value: 2: must not be greater than pod set count 1`]);
  });

  it('says nothing where no request can be built', () => {
    expect(limitLines({ 'slice-required-topology': 'a', 'slice-size': '4294967296' }, 1)).toEqual([]);
    expect(limitLines({ 'slice-required-topology': 'a', 'slice-size': '9', 'unconstrained-topology': 'x' }, 1)).toEqual(
      [],
    );
  });

  it('looks at layers whatever their gate says, and at a size that is no number', () => {
    const gates = resolveFeatureGates({ TASMultiLayerTopology: false });
    expect(limitLines({ [LAYERS]: '[{"topology":"a","size":2}]' }, 1, gates)).toEqual([
      `p[${LAYERS}]: Invalid value: 2: must not be greater than pod set count 1`,
    ]);
    expect(limitLines({ 'slice-size': 'x' }, 1)).toEqual([
      'p[slice-size]: Invalid value: "x": must be a numeric value',
    ]);
  });
});
