/** A file of many objects, as generators of manifests write them. */
export interface LargeFile {
  readonly name: string;
  /** With its suffix. */
  readonly file: string;
  readonly objects: number;
  readonly text: string;
}

/** Files of `bytes` bytes, or a little more, in every form that objects come in. */
export function largeFiles(bytes: number): LargeFile[] {
  return [
    filled('Jobs, YAML documents', 'jobs.yaml', bytes, job),
    filled('Jobs, a YAML list', 'list.yaml', bytes, (index) => listItem(job(index)), LIST_HEAD),
    filled('Jobs with anchors and aliases', 'aliases.yaml', bytes, jobWithAliases),
    filled('Jobs, a JSON stream', 'jobs.json', bytes, jobAsJson),
    filled(
      'Jobs, the last one tagged',
      'tagged.yaml',
      bytes,
      job,
      '',
      '---\napiVersion: !!str v1\nkind: Namespace\nmetadata: {name: a}\n',
    ),
    filled('ClusterQueues, YAML documents', 'queues.yaml', bytes, clusterQueue),
    filled('Workloads, YAML documents', 'workloads.yaml', bytes, workload),
  ];
}

const LIST_HEAD = 'apiVersion: v1\nkind: List\nitems:\n';

function filled(
  name: string,
  file: string,
  bytes: number,
  objectOf: (index: number) => string,
  head = '',
  tail = '',
): LargeFile {
  const texts: string[] = [];
  for (let length = 0; length < bytes; length += (texts.at(-1) as string).length) texts.push(objectOf(texts.length));
  return { name, file, objects: texts.length + (tail === '' ? 0 : 1), text: head + texts.join('') + tail };
}

function listItem(document: string): string {
  const [, ...lines] = document.trimEnd().split('\n');
  return `- ${lines.join('\n  ')}\n`;
}

function job(index: number): string {
  const pods = 1 + (index % 16);
  const team = `team-${index % 20}`;
  return `---
apiVersion: batch/v1
kind: Job
metadata:
  name: train-${index}
  namespace: ${team}
  labels:
    kueue.x-k8s.io/queue-name: ${team}
    app.kubernetes.io/name: train
spec:
  suspend: true
  parallelism: ${pods}
  completions: ${pods}
  completionMode: Indexed
  backoffLimit: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/name: train
      annotations:
        kueue.x-k8s.io/podset-required-topology: topology.k8s.aws/network-node-layer-3
    spec:
      restartPolicy: Never
      containers:
        - name: worker
          image: registry.example.com/train:${index}
          command: ["torchrun", "--nnodes=${pods}", "train.py"]
          env:
            - name: FI_PROVIDER
              value: efa
            - name: NCCL_DEBUG
              value: INFO
          resources:
            requests:
              cpu: "96"
              memory: 1Ti
              nvidia.com/gpu: "8"
            limits:
              nvidia.com/gpu: "8"
          volumeMounts:
            - name: shm
              mountPath: /dev/shm
      volumes:
        - name: shm
          emptyDir:
            medium: Memory
            sizeLimit: 64Gi
`;
}

function jobWithAliases(index: number): string {
  return job(index)
    .replace('  labels:\n    kueue', '  labels: &labels\n    kueue')
    .replace('      labels:\n        app.kubernetes.io/name: train\n', '      labels: {<<: *labels, role: worker}\n')
    .replace('            requests:\n', '            requests: &gpus\n')
    .replace('            limits:\n              nvidia.com/gpu: "8"\n', '            limits: *gpus\n');
}

function jobAsJson(index: number): string {
  const pods = 1 + (index % 16);
  const team = `team-${index % 20}`;
  const worker = {
    name: 'worker',
    image: `registry.example.com/train:${index}`,
    command: ['torchrun', `--nnodes=${pods}`, 'train.py'],
    env: [
      { name: 'FI_PROVIDER', value: 'efa' },
      { name: 'NCCL_DEBUG', value: 'INFO' },
    ],
    resources: {
      requests: { cpu: '96', memory: '1Ti', 'nvidia.com/gpu': '8' },
      limits: { 'nvidia.com/gpu': '8' },
    },
    volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
  };
  const template = {
    metadata: {
      annotations: { 'kueue.x-k8s.io/podset-required-topology': 'topology.k8s.aws/network-node-layer-3' },
    },
    spec: {
      restartPolicy: 'Never',
      containers: [worker],
      volumes: [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '64Gi' } }],
    },
  };
  const object = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `train-${index}`, namespace: team, labels: { 'kueue.x-k8s.io/queue-name': team } },
    spec: { suspend: true, parallelism: pods, completions: pods, completionMode: 'Indexed', template },
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}

function clusterQueue(index: number): string {
  return `---
apiVersion: kueue.x-k8s.io/v1beta2
kind: ClusterQueue
metadata:
  name: team-${index}
spec:
  cohortName: all
  namespaceSelector:
    matchLabels:
      kubernetes.io/metadata.name: team-${index}
  queueingStrategy: BestEffortFIFO
  preemption:
    withinClusterQueue: LowerPriority
    reclaimWithinCohort: Any
  resourceGroups:
    - coveredResources: [cpu, memory, nvidia.com/gpu]
      flavors:
        - name: p5
          resources:
            - name: cpu
              nominalQuota: "192"
              borrowingLimit: "96"
            - name: memory
              nominalQuota: 2Ti
            - name: nvidia.com/gpu
              nominalQuota: 8
`;
}

function workload(index: number): string {
  return `---
apiVersion: kueue.x-k8s.io/v1beta2
kind: Workload
metadata:
  name: job-${index}
  namespace: team-${index % 20}
spec:
  queueName: team-${index % 20}
  priority: ${index % 100}
  podSets:
    - name: main
      count: ${1 + (index % 8)}
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: worker
              image: registry.example.com/train
              resources:
                requests:
                  cpu: "96"
                  nvidia.com/gpu: "8"
                limits:
                  nvidia.com/gpu: "8"
`;
}
