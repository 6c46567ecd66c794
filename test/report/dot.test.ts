import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot } from '../../src/report/index.ts';
import { compileNetwork } from '../../src/topology/index.ts';
import { HOSTILE_NAMES, twoOrders } from '../topology/arbitrary-instances.ts';
import { instancesAt } from '../topology/samples.ts';

describe('DOT', () => {
  it('has one line per network node, instance, layer and link', () => {
    const text = dot(compileNetwork(instancesAt({ a: ['top', 'leaf'], b: ['top', 'leaf'] })), 'Two');
    expect(text.split('\n')).toEqual([
      'graph "Two" {',
      '  rankdir=LR;',
      '  node [shape=box, style="rounded,filled", fontname="monospace"];',
      '  n0 [label="top\\nlayer 1, 2 instances", color="#4c3fb3", fillcolor="#e6e3fb"];',
      '  n1 [label="leaf\\nlayer 2, 2 instances", color="#0b7285", fillcolor="#d5f0f4"];',
      '  n2 [label="a", shape=plain, style=""];',
      '  n3 [label="b", shape=plain, style=""];',
      '  { rank=same; n0; }',
      '  { rank=same; n1; }',
      '  { rank=same; n2; n3; }',
      '  n0 -- n1;',
      '  n1 -- n2;',
      '  n1 -- n3;',
      '}',
    ]);
  });

  it('keeps every name inside its quotes', () => {
    const instances = HOSTILE_NAMES.map((name) => ({ id: name, type: name, networkNodes: ['top', name] }));
    const text = dot(compileNetwork(instances), HOSTILE_NAMES.join(''));
    const outside = text.replace(/"(?:[^"\\\n]|\\.)*"/g, '').replace(/\s/g, '');
    expect(outside).toMatch(/^graph\{[\w=,;[\]{}-]*\}$/);
  });

  it('is the same in whatever order instances are listed', () => {
    fc.assert(
      fc.property(twoOrders, ([a, b]) => {
        expect(dot(compileNetwork(a))).toBe(dot(compileNetwork(b)));
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
