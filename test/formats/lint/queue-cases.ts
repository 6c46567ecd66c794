import type { LintCase } from './lint-case.ts';
import {
  CLUSTER,
  clusterQueue,
  cohort,
  flavor,
  kueue,
  LAYER_1,
  LAYER_2,
  LAYER_3,
  localQueue,
  NODES,
  node,
  resourceGroup,
  topology,
  v1beta1,
} from './objects.ts';

const QUOTA = 'spec.resourceGroups[0].flavors[0].resources[0]';
const namespace = (labels: object): object => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'team', labels },
});
const company = (limit: object): object =>
  cohort('team', {
    parentName: 'company',
    resourceGroups: [resourceGroup('gpu', { cpu: { nominalQuota: 0, ...limit } })],
  });
const capital = cohort('company', { resourceGroups: [resourceGroup('gpu', { cpu: 50 })] });
const borrower = clusterQueue({ cohortName: 'team', quota: { cpu: { nominalQuota: 10, borrowingLimit: 20 } } });
const lender = clusterQueue({
  name: 'lender',
  cohortName: 'team',
  quota: { cpu: { nominalQuota: 10, lendingLimit: 0 } },
});

/** Cases of every lint about queues, flavors and topologies. */
export const QUEUE_CASES: Readonly<Record<string, readonly LintCase[]>> = {
  'namespace-not-selected': [
    {
      title: 'a queue without a selector',
      regretted: [clusterQueue({ namespaceSelector: null })],
      fields: ['spec'],
      reason: 'takes workloads of no namespace',
      mended: [clusterQueue()],
    },
    {
      title: 'a namespace with other labels',
      regretted: [
        clusterQueue({ namespaceSelector: { matchLabels: { a: 'b' } } }),
        localQueue(),
        namespace({ a: 'c' }),
      ],
      fields: ['spec.clusterQueue'],
      reason: 'which ClusterQueue "queue" does not select',
      mended: [clusterQueue({ namespaceSelector: { matchLabels: { a: 'b' } } }), localQueue(), namespace({ a: 'b' })],
    },
  ],
  'unknown-cluster-queue': [
    {
      title: 'a mistyped ClusterQueue',
      regretted: [clusterQueue(), localQueue('quueue')],
      fields: ['spec.clusterQueue'],
      reason: 'its workloads stay pending',
      mended: [clusterQueue(), localQueue()],
    },
  ],
  'unknown-flavor': [
    {
      title: 'a queue with a flavor that is not there',
      regretted: [flavor(), clusterQueue({ flavor: 'cpu' })],
      fields: ['spec.resourceGroups[0].flavors[0].name'],
      reason: 'the queue is inactive',
      mended: [flavor(), clusterQueue()],
    },
    {
      title: 'a cohort with such a flavor',
      regretted: [flavor(), cohort('team', { resourceGroups: [resourceGroup('gup', { cpu: 1 })] })],
      fields: ['spec.resourceGroups[0].flavors[0].name'],
      reason: 'nobody can borrow this quota',
      mended: [flavor(), cohort('team', { resourceGroups: [resourceGroup('gpu', { cpu: 1 })] })],
    },
  ],
  'unknown-admission-check': [
    {
      title: 'a check that is not there',
      regretted: [admissionCheck('prov'), clusterQueue({ spec: checks('porv') })],
      fields: ['spec.admissionChecksStrategy.admissionChecks[0]'],
      reason: 'the queue is inactive',
      mended: [admissionCheck('prov'), clusterQueue({ spec: checks('prov') })],
    },
    {
      title: 'such a check in the words of v1beta1',
      regretted: [admissionCheck('prov'), v1beta1(clusterQueue({ spec: { admissionChecks: ['prov', 'porv'] } }))],
      fields: ['spec.admissionChecks[1]'],
      reason: 'names AdmissionCheck "porv"',
      mended: [admissionCheck('prov'), v1beta1(clusterQueue({ spec: { admissionChecks: ['prov'] } }))],
    },
    {
      title: 'such a check in the words of both versions, in v1beta1',
      regretted: [admissionCheck('prov'), v1beta1(clusterQueue({ spec: checks('porv') }))],
      fields: ['spec.admissionChecksStrategy.admissionChecks[0]'],
      reason: 'names AdmissionCheck "porv"',
      mended: [admissionCheck('prov'), v1beta1(clusterQueue({ spec: checks('prov') }))],
    },
  ],
  'cohort-cycle': [
    {
      title: 'a cohort that is its own parent',
      regretted: [cohort('a', { parentName: 'a' })],
      fields: ['spec.parentName'],
      reason: 'Cohort "a" is its own parent',
      mended: [cohort('a', { parentName: 'b' })],
    },
    {
      title: 'three in a ring, and one below it, of which nothing is said',
      regretted: [
        cohort('a', { parentName: 'b' }),
        cohort('b', { parentName: 'c' }),
        cohort('c', { parentName: 'a' }),
        cohort('d', { parentName: 'a' }),
      ],
      fields: ['spec.parentName', 'spec.parentName', 'spec.parentName'],
      reason: 'Cohort "a" is below itself: "a" → "b" → "c" → "a"',
      mended: [cohort('a', { parentName: 'b' }), cohort('b', { parentName: 'c' }), cohort('c')],
    },
  ],
  'unusable-borrowing-limit': [
    {
      title: 'a cohort in which nobody lends',
      regretted: [borrower, lender],
      fields: [`${QUOTA}.borrowingLimit`],
      reason: 'there is nothing that it could ever borrow',
      mended: [borrower, clusterQueue({ name: 'lender', cohortName: 'team' })],
    },
    {
      title: 'a narrower limit above',
      regretted: [borrower, lender, capital, company({ borrowingLimit: 15 })],
      fields: [`${QUOTA}.borrowingLimit`],
      reason: 'at most 15 that it could ever borrow',
      mended: [borrower, lender, capital, company({ borrowingLimit: 20 })],
    },
  ],
  'quota-above-capacity': [
    {
      title: 'more cores than all nodes of the flavor have',
      regretted: [...CLUSTER, clusterQueue({ quota: { cpu: 25 } })],
      fields: [`${QUOTA}.nominalQuota`],
      reason: 'ClusterQueue "queue" owns 25 of "cpu" in flavor "gpu", whose 3 nodes let pods use 24',
      mended: [...CLUSTER, clusterQueue({ quota: { cpu: 24 } })],
    },
  ],
  'total-quota-above-capacity': [
    {
      title: 'a queue and a cohort that own more cores together',
      regretted: [
        ...CLUSTER,
        clusterQueue({ quota: { cpu: 20 } }),
        cohort('team', { resourceGroups: [resourceGroup('gpu', { cpu: 5 })] }),
      ],
      fields: ['metadata.name'],
      reason: '2 queues and cohorts own 25 of "cpu" in flavor "gpu" together',
      mended: [
        ...CLUSTER,
        clusterQueue({ quota: { cpu: 20 } }),
        cohort('team', { resourceGroups: [resourceGroup('gpu', { cpu: 4 })] }),
      ],
    },
  ],
  'flavor-without-nodes': [
    {
      title: 'labels that no node carries',
      regretted: [...NODES, flavor('gpu', { type: 'gup' })],
      fields: ['spec.nodeLabels'],
      reason: 'none of the 3 nodes is of ResourceFlavor "gpu": "type": "gup"',
      mended: [...NODES, flavor('gpu', { type: 'gpu' })],
    },
  ],
  'unknown-topology': [
    {
      title: 'a mistyped topology',
      regretted: [topology(), flavor('gpu', { type: 'gpu' }, 'newtork')],
      fields: ['spec.topologyName'],
      reason: '(did you mean "network"?): queues with the flavor are inactive',
      mended: [topology(), flavor('gpu', { type: 'gpu' }, 'network')],
    },
  ],
  'level-without-nodes': [
    {
      title: 'a layer that no node knows',
      regretted: [...NODES, topology([LAYER_1, LAYER_2, LAYER_3])],
      fields: ['spec.levels[2].nodeLabel'],
      reason: `none of the 3 nodes of Topology "network" carries the label "${LAYER_3}"`,
      mended: [...NODES, topology([LAYER_1, LAYER_2])],
    },
  ],
  'nodes-outside-topology': [
    {
      title: 'a node without its second layer',
      regretted: [...CLUSTER, node('n4', ['a'])],
      fields: ['spec.levels[1].nodeLabel'],
      reason: '1 of the 4 nodes of Topology "network" lack the label',
      mended: [...CLUSTER, node('n4', ['a', 'c']), node('other', ['a'], { labels: { type: 'cpu' } })],
    },
  ],
  'topology-omits-layers': [
    {
      title: 'one layer of two',
      regretted: [...NODES, topology([LAYER_1, 'kubernetes.io/hostname'])],
      fields: ['spec.levels'],
      reason: `Topology "network" leaves out ${LAYER_2}`,
      mended: [...NODES, topology([LAYER_1, LAYER_2])],
    },
    {
      title: 'hosts alone',
      regretted: [...NODES, topology(['kubernetes.io/hostname'])],
      fields: ['spec.levels'],
      reason: `leaves out ${LAYER_1}, ${LAYER_2}`,
      mended: [node('n1', []), topology(['kubernetes.io/hostname'])],
    },
  ],
};

function admissionCheck(name: string): object {
  return kueue('AdmissionCheck', name, { controllerName: 'kueue.x-k8s.io/provisioning-request' });
}

function checks(name: string): object {
  return { admissionChecksStrategy: { admissionChecks: [{ name }] } };
}
