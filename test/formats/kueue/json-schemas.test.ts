import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { kueueJsonSchemas } from '../../../src/formats/index.ts';
import type { JsonObject } from '../../../src/formats/kueue/kueue-kind.ts';
import { recordingLines } from '../../recording-lines.ts';

interface Line {
  readonly id: string;
  readonly source: string;
  readonly object: JsonObject;
}

const SCHEMAS = kueueJsonSchemas();

/** The file of the schema that an editor would take for an object. */
function fileOf({ apiVersion, kind }: JsonObject): string {
  const stem = String(kind)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
  return apiVersion === 'kueue.x-k8s.io/v1beta1' ? `${stem}.v1beta1.json` : `${stem}.json`;
}

const parsers = new Map<string, z.ZodType>();

function accepts(object: JsonObject): boolean {
  const file = fileOf(object);
  const parser = parsers.get(file) ?? z.fromJSONSchema(SCHEMAS[file] as z.core.JSONSchema.JSONSchema);
  parsers.set(file, parser);
  return parser.safeParse(object).success;
}

describe('JSON Schemas of Kueue kinds', () => {
  it('are there for every kind and version', () => {
    const kinds = ['admission-check', 'cluster-queue', 'cohort', 'local-queue', 'resource-flavor', 'topology'];
    const all = [...kinds, 'workload', 'workload-priority-class'];
    expect(Object.keys(SCHEMAS).toSorted()).toEqual(
      all.flatMap((kind) => [`${kind}.json`, `${kind}.v1beta1.json`]).toSorted(),
    );
  });

  it('are plain JSON of draft 7 that names kind and version', () => {
    for (const schema of Object.values(SCHEMAS)) {
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
      expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
      expect(schema).toMatchObject({ properties: { apiVersion: {}, kind: {}, metadata: {} } });
    }
  });

  it('say what a field may hold, and what no schema can say as a description', () => {
    const { spec } = (SCHEMAS['cluster-queue.json'] as { properties: Record<string, z.core.JSONSchema.JSONSchema> })
      .properties as { spec: z.core.JSONSchema.JSONSchema };
    expect(spec).toMatchObject({
      additionalProperties: false,
      description: 'borrowingLimit must be nil when cohort is empty',
      properties: {
        queueingStrategy: { enum: ['StrictFIFO', 'BestEffortFIFO'], default: 'BestEffortFIFO' },
        resourceGroups: {
          maxItems: 16,
          items: {
            required: ['coveredResources', 'flavors'],
            properties: { flavors: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] } },
          },
        },
      },
    });
  });

  it('accept what was recorded as written without mistakes', () => {
    const valid = recordingLines<Line>('fixtures/recordings/validate-random.jsonl.gz').filter(
      ({ source, object }) => source.endsWith('; valid') && !JSON.stringify(object).includes(':1.5'),
    );
    expect(valid.length).toBeGreaterThan(100);
    expect(valid.filter(({ object }) => !accepts(object)).map(({ id }) => id)).toEqual([]);
  });

  it.each([
    ['an unknown field', { spec: { levels: [{ nodeLabel: 'a' }], level: 1 } }],
    ['a missing field', { spec: {} }],
    ['a wrong type', { spec: { levels: 'a' } }],
    ['too many items', { spec: { levels: Array.from({ length: 17 }, (_, i) => ({ nodeLabel: `l${i}` })) } }],
    ['a text that does not match', { spec: { levels: [{ nodeLabel: 'a b' }] } }],
    ['another kind', { kind: 'Cohort' }],
  ])('refuse %s', (_, more) => {
    const topology = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Topology', metadata: { name: 'a' } };
    const schema = z.fromJSONSchema(SCHEMAS['topology.json'] as z.core.JSONSchema.JSONSchema);
    expect(schema.safeParse({ ...topology, spec: { levels: [{ nodeLabel: 'a' }] } }).success).toBe(true);
    expect(schema.safeParse({ ...topology, ...more }).success).toBe(false);
  });
});
