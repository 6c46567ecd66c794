import { describe, expect, it } from 'vitest';
import { commandLine, created, refusal } from './command-line.ts';

const HEADING = 'Error: ❌ Configuration validation errors:';
const NO_INTEGER = 'Input should be a valid integer, unable to parse string as an integer';
const HOST_PATH = 'name=a,type=hostPath,mount_path=/x,path=/y';
const DISCRETE = '--elastic-replica-discrete-values';

// The texts are those of the real CLI (3.12.0, pydantic 2) for the same words.
describe('values', () => {
  it.each<[words: readonly string[], complaint: string]>([
    [['--job-name', 'Bad_Name'], "job_name: String should match pattern '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'"],
    [['--job-name', 'A'.repeat(64)], 'job_name: String should have at most 63 characters'],
    [['--image', ''], 'image: String should have at least 1 character'],
    [['--replica-count', '0'], 'replica_count: Input should be greater than or equal to 1'],
    [['--replica-count', '2.5'], `replica_count: ${NO_INTEGER}`],
    [['--node-count', '٣'], `node_count: ${NO_INTEGER}`],
    [['--max-retry', '9'.repeat(4301)], 'max_retry: Unable to parse input string as an integer, exceeded maximum size'],
    [['--efa', '-2'], 'efa: Input should be greater than or equal to 0'],
    [['--vcpu', '8 cores'], 'vcpu: Input should be a valid number, unable to parse string as a number'],
    [
      ['--deep-health-check-passed-nodes-only', 'maybe'],
      'deep_health_check_passed_nodes_only: Input should be a valid boolean, unable to interpret input',
    ],
    [
      ['--tasks-per-node', '8.0'],
      "tasks_per_node: Value error, tasks_per_node must be 'auto', 'cpu', 'gpu', or a non-negative integer",
    ],
    [['--environment', '[]'], 'environment: Input should be a valid dictionary'],
    [['--environment', '{"A":1}'], 'environment.A: Input should be a valid string'],
    [
      ['--environment', '{"A":"","b-c":""}'],
      "environment: Value error, Environment variable name 'b-c' must be a valid C_IDENTIFIER",
    ],
    [
      ['--label-selector', '{"a..b":"x"}'],
      "label_selector: Value error, Label selector key 'a..b' must follow Kubernetes label naming conventions",
    ],
    [['--volume', 'name=a,type=nfs,mount_path=/x'], "volume.0.type: Input should be 'hostPath' or 'pvc'"],
    [['--volume', 'name=a,type=pvc,mount_path=/x'], 'volume.0: Value error, PVC volumes require claim_name field'],
    [['--volume', 'name=a,type=hostPath,mount_path=/x'], 'volume.0: Value error, hostPath volumes require path field'],
    [
      ['--volume', 'name=a,type=hostPath,mount_path=x,path=/y'],
      'volume.0.mount_path: Value error, Path must be absolute (start with /)',
    ],
    [['--volume', `${HOST_PATH},size=1`], 'volume.0.size: Extra inputs are not permitted'],
    [['--volume', HOST_PATH, '--volume', HOST_PATH], 'volume: Value error, Duplicate volume names found'],
    [
      ['--volume', HOST_PATH, '--volume', HOST_PATH.replace('=a', '=b')],
      'volume: Value error, Duplicate mount paths found',
    ],
  ])('are refused one by one: %j', (words, complaint) => {
    expect(refusal(commandLine(...words))).toEqual([2, HEADING, `  – ${complaint}`]);
  });

  it('are refused all at once, in the order of the schema', () => {
    const words = ['--required-topology', 'rack', '--volume', 'type=pvc', '--replica-count', 'x', '--job-name', ''];
    expect(refusal(commandLine(...words)).map((line) => String(line).split(':')[0])).toEqual([
      '2',
      'Error',
      '  – job_name',
      '  – replica_count',
      '  – volume.0.name',
      '  – volume.0.mount_path',
      '  – required_topology',
    ]);
  });

  it.each([
    ['5', 5],
    [' 5.00\n', 5],
    ['+1_0', 10],
    ['05', 5],
  ])('may be written as numbers in several ways: %j', (text, replicas) => {
    expect(created(commandLine('--replica-count', text)).spec.replicaSpecs[0].replicas).toBe(replicas);
  });
});

describe('values together', () => {
  it.each<[words: string, reason: string]>([
    ['--replica-count 2 --node-count 2', "Only one of 'replica_count' or 'node_count' can be specified, not both."],
    [
      '--max-replica-count 2 --max-node-count 2',
      "Only one of 'max_replica_count' or 'max_node_count' can be specified, not both.",
    ],
    [
      '--node-count 2 --memory-limit 8',
      'node_count cannot be combined with resource fields (accelerators, vcpu, memory). Use replica_count instead to specify replicas with granular resources.',
    ],
    [`${DISCRETE} [4,-1]`, "All values in 'elastic_replica_discrete_values' must be positive integers. Got: [4, -1]"],
    [
      `${DISCRETE} [2,9,8] --max-replica-count 4`,
      "All values in 'elastic_replica_discrete_values' must be <= max replica count (4). Invalid values: [9, 8].",
    ],
    ['--accelerator-partition-count 2', 'accelerator_partition_type must be specified to use accelerator partitions.'],
    ['--accelerator-partition-type mig-1g.5gb', "Instance type 'None' does not support accelerator partitions."],
    [
      '--accelerator-partition-type mig-1g.5gb --instance-type ml.p4d.24xlarge --replica-count 2',
      'accelerator_partition_type cannot be used together with node_count.',
    ],
    [
      '--accelerator-partition-type mig-1g.23gb --instance-type ml.p4d.24xlarge',
      "Accelerator partition 'mig-1g.23gb' is not supported on instance type 'ml.p4d.24xlarge'. Allowed partitions: mig-1g.10gb, mig-1g.5gb, mig-2g.10gb, mig-3g.20gb, mig-4g.20gb, mig-7g.40gb",
    ],
  ])('are refused: %s', (words, reason) => {
    expect(refusal(commandLine(...words.split(' ')))).toEqual([2, HEADING, `  – : Value error, ${reason}`]);
  });

  it('tell of two ways to scale in several lines', () => {
    const lines = refusal(commandLine('--elastic-replica-increment-step', '2', DISCRETE, '2'));
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toBe('  - elastic_replica_discrete_values for specific replica counts');
  });

  it('may count zero resources as none', () => {
    const words = ['--node-count', '2', '--vcpu', '0', '--accelerators', '0'];
    expect(created(commandLine(...words)).spec.replicaSpecs[0].replicas).toBe(2);
  });

  it('end the real CLI when two flags ask for one node label', () => {
    const selector = '{"sagemaker.amazonaws.com/deep-health-check-status":"x"}';
    const words = ['--label-selector', selector, '--deep-health-check-passed-nodes-only', 'yes'];
    expect(refusal(commandLine(...words))).toEqual([
      1,
      expect.stringMatching(
        /got multiple values for keyword argument 'sagemaker\.amazonaws\.com\/deep-health-check-status'$/,
      ),
    ]);
  });

  it('of schema 1.0 know no elastic jobs, though there is a flag', () => {
    const args = commandLine(DISCRETE, '[2]', '--node-count', '0', '--tasks-per-node', 'auto');
    expect(refusal(args.map((word) => (word === '1.1' ? '1.0' : word))).slice(2)).toEqual([
      '  – node_count: Input should be greater than or equal to 1',
      `  – tasks_per_node: ${NO_INTEGER}`,
      '  – elastic_replica_discrete_values: Extra inputs are not permitted',
    ]);
  });
});
