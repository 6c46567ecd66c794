import { quantityText } from '../base/index.ts';
import type { JobOutcome } from '../formats/index.ts';
import { type PodSet, type PodSetTopologyRequest, podRequests } from '../model/index.ts';
import { textTable } from './text-table.ts';

const HEADER = [
  'JOB',
  'WORKLOAD',
  'QUEUE',
  'PRIORITY',
  'POD SET',
  'COUNT',
  'MIN',
  'REQUESTS PER POD',
  'TOPOLOGY',
  'STATE',
];
const NONE = '-';

/** Jobs as Kueue sees them, one row for each pod set; a job without pod sets has one too. */
export function jobTable(outcomes: readonly JobOutcome[]): string {
  const rows = outcomes.flatMap((outcome) => {
    const { kind, name, workloadName = NONE, queueName = NONE, priority, podSets } = outcome;
    const job = [`${kind}/${name}`, workloadName, queueName, priority === undefined ? NONE : String(priority)];
    const cells = podSets.length === 0 ? [[NONE, NONE, NONE, NONE, NONE]] : podSets.map(podSetCells);
    return cells.map((row) => [...job, ...row, stateText(outcome)]);
  });
  return textTable([HEADER, ...rows]);
}

function podSetCells({ name, count, minCount, template, topologyRequest }: PodSet): string[] {
  const requests = [...podRequests(template.spec ?? {})].map(
    ([resource, amount]) => `${resource} ${quantityText(resource, amount)}`,
  );
  const min = minCount === undefined ? NONE : String(minCount);
  return [name, String(count), min, requests.join(', ') || NONE, topologyText(topologyRequest)];
}

/** Labels that only tell pods apart are left out. */
function topologyText(request: PodSetTopologyRequest = {}): string {
  const { required, preferred, unconstrained, podSetGroupName, podSetSliceRequiredTopology, podSetSliceSize } = request;
  const layers = request.podsetSliceRequiredTopologyConstraints ?? [];
  const parts = [
    required === undefined ? '' : `required ${required}`,
    preferred === undefined ? '' : `preferred ${preferred}`,
    unconstrained === true ? 'unconstrained' : '',
    podSetSliceRequiredTopology === undefined ? '' : `slices of ${podSetSliceSize} in ${podSetSliceRequiredTopology}`,
    ...layers.map(({ topology, size }) => `slices of ${size} in ${topology}`),
    podSetGroupName === undefined ? '' : `group ${podSetGroupName}`,
  ];
  return parts.filter((part) => part !== '').join(', ') || NONE;
}

const REASONS: Readonly<Record<NonNullable<JobOutcome['reason']>, string>> = {
  'gate-off': 'not managed: its feature gate is off',
  'integration-off': 'not managed: its integration is off',
  'no-queue': 'not managed: no queue',
  'namespace-not-managed': 'not managed: its namespace is not',
  'owned-by-managed-job': 'part of a managed job',
  'left-alone': 'left alone',
  'not-given': 'unknown: see the warning',
  failed: 'no workload: see the warning',
};

function stateText({ state, reason, gate, framework }: JobOutcome): string {
  if (state === 'workload') return 'waits for admission';
  if (state === 'refused') return 'refused';
  if (gate !== undefined) return `not managed: feature gate ${gate} is off`;
  if (framework !== undefined) return `not managed: integration ${framework} is off`;
  return reason === undefined ? 'not managed' : REASONS[reason];
}
