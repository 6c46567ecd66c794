import { describe, expect, it } from 'vitest';
import { deriveOne, manifest } from '../derive.ts';
import { errorLines } from '../kinds/samples.ts';
import { job } from '../objects.ts';

const QUEUE = 'kueue.x-k8s.io/queue-name';
const PREBUILT = 'kueue.x-k8s.io/prebuilt-workload-name';
const TIME = 'kueue.x-k8s.io/max-exec-time-seconds';
const GATED = 'kueue.x-k8s.io/admission-gated-by';
const ELASTIC = 'kueue.x-k8s.io/elastic-job';

/** manifests fact 27 */
describe('what every kind is refused for', () => {
  it('is told in the order of the webhook', () => {
    const metadata = {
      labels: { [QUEUE]: 'A', [TIME]: '0' },
      annotations: { [GATED]: 'gate', [ELASTIC]: 'true', [PREBUILT]: 'B' },
    };
    const jobSet = manifest('JobSet', 'jobset.x-k8s.io/v1alpha2', {}, metadata);
    expect(errorLines(deriveOne([jobSet], { gates: { AdmissionGatedBy: true } }))).toEqual([
      `metadata.labels[${QUEUE}] FieldValueInvalid`,
      `metadata.annotations[${PREBUILT}] FieldValueInvalid`,
      `metadata.labels[${TIME}] FieldValueInvalid`,
      `metadata.annotations[${ELASTIC}] FieldValueForbidden`,
      `metadata.annotations[${GATED}] FieldValueInvalid`,
    ]);
  });

  it.each([
    ['a queue', { labels: { [QUEUE]: 'a.b' } }, []],
    ['an empty queue', { labels: { [QUEUE]: '' } }, [`metadata.labels[${QUEUE}]`]],
    ['a queue in capitals', { labels: { [QUEUE]: 'Q' } }, [`metadata.labels[${QUEUE}]`]],
    ['a time', { labels: { [TIME]: '60' } }, []],
    ['a time that is none', { labels: { [TIME]: '1h' } }, [`metadata.labels[${TIME}]`]],
    ['a negative time', { labels: { [TIME]: '-1' } }, [`metadata.labels[${TIME}]`]],
    ['a wrong prebuilt label', { labels: { [PREBUILT]: 'W' } }, [`metadata.labels[${PREBUILT}]`]],
    ['gates that name nothing', { annotations: { [GATED]: ',' } }, [`metadata.annotations[${GATED}]`]],
  ])('with %s', (_, metadata, fields) => {
    expect(deriveOne([job(metadata)]).errors.map((error) => 'field' in error && error.field)).toEqual(fields);
  });

  it('is not told of gates that are switched off', () => {
    expect(
      errorLines(deriveOne([job({ annotations: { [GATED]: ',' } })], { gates: { AdmissionGatedBy: false } })),
    ).toEqual([]);
  });

  it('is told whether Kueue manages the job or not (fact 28)', () => {
    expect(errorLines(deriveOne([job({ labels: { [TIME]: 'x' } })]))).toEqual([
      `metadata.labels[${TIME}] FieldValueInvalid`,
    ]);
  });
});
