import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../src/model/index.ts';
import { svg } from '../../src/report/index.ts';
import { layOut, type Placed } from '../../src/report/svg-layout.ts';
import { pictureOf } from '../../src/report/svg-picture.ts';
import { compileNetwork, generateTopology } from '../../src/topology/index.ts';
import { anyInstances, HOSTILE_NAMES, twoOrders } from '../topology/arbitrary-instances.ts';
import { ec2Instances, FIXTURES } from '../topology/samples.ts';
import { elements, parseXml, type XmlElement } from './xml.ts';

const SEVEN = ec2Instances(`${FIXTURES}seven-instances.json`);

function draw(instances: readonly Instance[], options?: Parameters<typeof svg>[1]): XmlElement {
  return parseXml(svg(compileNetwork(instances), options));
}

function texts(root: XmlElement): string[] {
  return elements(root, 'text').map(({ text }) => text);
}

function place(instances: readonly Instance[]): readonly Placed[] {
  return layOut(pictureOf(compileNetwork(instances))).placed;
}

describe('the picture of a network', () => {
  it('names every network node and every instance, and joins them by one line each', () => {
    const root = draw(SEVEN);
    const shown = texts(root);
    for (const { id } of SEVEN) expect(shown.filter((text) => text === id)).toHaveLength(1);
    const nodes = new Set(SEVEN.flatMap(({ networkNodes }) => networkNodes));
    for (const node of nodes) expect(shown.filter((text) => text === node)).toHaveLength(1);
    // Six network nodes below another, and four lowest ones with a card.
    expect(elements(root, 'path')).toHaveLength(10);
  });

  it('says in its legend what sharing a layer means', () => {
    expect(texts(draw(SEVEN)).slice(0, 5)).toEqual([
      'Cluster Topology',
      '7 instances below 3 layers',
      'layer 1: 1 network node; whoever shares one is at most 6 hops apart',
      'layer 2: 2 network nodes; whoever shares one is at most 4 hops apart',
      'layer 3: 4 network nodes; whoever shares one is 2 hops apart',
    ]);
  });

  it('claims no hops where instances hang at different depths', () => {
    const root = draw([...SEVEN, { id: 'i-x', networkNodes: ['nn-11111example'] }]);
    expect(texts(root).some((text) => text.includes('hops'))).toBe(false);
  });

  it('has one colour per layer, for network nodes and for the links below them', () => {
    const root = draw(SEVEN);
    const colorOf = (node: string): string | undefined => {
      const all = elements(root, 'g').flatMap(({ children }) => children);
      return all[all.findIndex(({ text }) => text === node) - 1]?.attributes.stroke;
    };
    const top = colorOf('nn-11111example');
    const middle = colorOf('nn-22222example');
    expect(colorOf('nn-55555example')).toBe(middle);
    expect(middle).not.toBe(top);
    const strokes = elements(root, 'path').map(({ attributes }) => attributes.stroke);
    expect(strokes.filter((stroke) => stroke === top)).toHaveLength(2);
    expect(strokes.filter((stroke) => stroke === middle)).toHaveLength(4);
  });

  it('fills instances by their use, and leaves unknown use grey', () => {
    const uses = new Map([
      [SEVEN[0]?.id, 0],
      [SEVEN[1]?.id, 1],
      [SEVEN[2]?.id, 0.5],
    ]);
    const root = draw(SEVEN, { use: ({ id }) => uses.get(id) });
    const fillOf = new Map(
      elements(root, 'rect').map(({ attributes, children }) => [children[0]?.text.split(',')[0], attributes.fill]),
    );
    expect(fillOf.get(SEVEN[0]?.id)).toBe('#ffffff');
    expect(fillOf.get(SEVEN[1]?.id)).toBe('#1e64b4');
    // Half way from 255, 255, 255 to 30, 100, 180.
    expect(fillOf.get(SEVEN[2]?.id)).toBe('#8fb2da');
    expect(fillOf.get(SEVEN[3]?.id)).toBe('#e9ecef');
    expect(texts(root)).toContain('taken');
    expect(texts(draw(SEVEN))).not.toContain('taken');
  });

  it('shows up to 64 instances by name, up to 640 as squares with their name as tooltip, more as sums', () => {
    const at = (count: number): XmlElement =>
      draw(generateTopology({ kind: 'fat-tree', layers: [1, 4], instanceCount: count }));
    const named = (root: XmlElement): number => texts(root).filter((text) => text.startsWith('i-0')).length;
    const hinted = (root: XmlElement): number =>
      elements(root, 'title').filter(({ text }) => text.startsWith('i-0')).length;
    expect([named(at(64)), hinted(at(64))]).toEqual([64, 64]);
    expect([named(at(65)), hinted(at(65))]).toEqual([0, 65]);
    expect(hinted(at(640))).toBe(640);
    expect(hinted(at(641))).toBe(0);
    expect(texts(at(641)).filter((text) => text === 'p5.48xlarge')).toHaveLength(4);
  });

  it('sums up layers with too many network nodes', () => {
    const shown = texts(draw(generateTopology({ kind: 'fat-tree', layers: [2, 5, 20], instanceCount: 4000 })));
    expect(shown.filter((text) => text === '20 network nodes below, p5.48xlarge')).toHaveLength(10);
    expect(shown.filter((text) => text.startsWith('nn-'))).toHaveLength(12);
    expect(shown).toContain('layer 3: 200 network nodes; whoever shares one is 2 hops apart');
  });

  it('says the mean use of what it sums up', () => {
    const instances = generateTopology({ kind: 'fat-tree', layers: [1], instanceCount: 1000 });
    const first = new Set(instances.slice(0, 250).map(({ id }) => id));
    const root = draw(instances, { use: ({ id }) => (first.has(id) ? 1 : 0) });
    expect(texts(root)).toContain('p5.48xlarge, 25 % taken');
  });

  it('has a place for instances without network nodes', () => {
    const shown = texts(draw([...SEVEN, { id: 'i-alone', networkNodes: [] }]));
    expect(shown).toContain('no network node known');
    expect(shown).toContain('i-alone');
  });

  it('is well formed whatever the names, and holds nothing that runs or loads', () => {
    const instances = HOSTILE_NAMES.map((name, i) => ({
      id: name,
      type: name,
      networkNodes: ['top', name, HOSTILE_NAMES[(i + 1) % HOSTILE_NAMES.length] as string],
    }));
    const root = draw(instances, { title: HOSTILE_NAMES.join('') });
    const kinds = new Set(['svg', 'title', 'rect', 'g', 'text', 'path']);
    const walk = ({ name, attributes, children }: XmlElement): void => {
      expect(kinds).toContain(name);
      for (const key of Object.keys(attributes)) expect(key).not.toMatch(/^on|href|style/);
      children.forEach(walk);
    };
    walk(root);
  });

  it('is the same in whatever order instances are listed', () => {
    fc.assert(
      fc.property(twoOrders, ([a, b]) => {
        expect(svg(compileNetwork(a))).toBe(svg(compileNetwork(b)));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('draws every instance once, nothing over anything else, and children right of their parent', () => {
    fc.assert(
      fc.property(anyInstances, (instances) => {
        const placed = place(instances);
        const shown = placed.flatMap(({ picture }) => (picture.kind === 'card' ? picture.instances : []));
        expect(shown.map(({ id }) => id).sort()).toEqual(instances.map(({ id }) => id).sort());
        for (const [i, a] of placed.entries()) {
          if (a.parent !== undefined) expect(a.x).toBeGreaterThan(a.parent.x + a.parent.width);
          for (const b of placed.slice(i + 1)) expect(overlap(a, b)).toBe(false);
        }
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

function overlap(a: Placed, b: Placed): boolean {
  const besides = a.x + a.width <= b.x || b.x + b.width <= a.x;
  const above = Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
  return !besides && !above;
}
