import { describe, expect, it } from 'vitest';
import { hypCreate } from '../../../../src/formats/index.ts';
import { commandLine, created } from './command-line.ts';

const NONE = { limits: { 'nvidia.com/gpu': '0' }, requests: { 'nvidia.com/gpu': '0' } };

function asSchema10(args: readonly string[]): string[] {
  return args.map((word) => (word === '1.1' ? '1.0' : word));
}

// Objects as the real CLI (3.12.0) sent them for the same words.
describe('the object', () => {
  it('holds little for a job that says little', () => {
    const template = {
      metadata: { name: 'a' },
      spec: { containers: [{ image: 'i', name: 'pytorch-job-container', resources: NONE }] },
    };
    expect(created(commandLine())).toEqual({
      apiVersion: 'sagemaker.amazonaws.com/v1',
      kind: 'HyperPodPyTorchJob',
      metadata: { name: 'a', namespace: 'default' },
      spec: { nprocPerNode: 'auto', replicaSpecs: [{ name: 'pod', replicas: 1, spares: 0, template }] },
    });
  });

  it('holds containers, volumes and selectors in the form of Kubernetes', () => {
    const words = [
      ['--command', '[python, train.py]'],
      ['--args', '--epochs, 10'],
      ['--environment', '{"A":"1","__proto__":"2"}'],
      ['--pull-policy', 'Always'],
      ['--label-selector', '{"zone":"x","constructor":"y"}'],
      ['--deep-health-check-passed-nodes-only', 'on'],
      ['--scheduler-type', 's'],
      ['--service-account-name', 'sa'],
      ['--volume', 'name=h,type=hostPath,mount_path=/h,path=/host'],
      ['--volume', ' name = p , type=pvc,mount_path=/p,claim_name=c,read_only=true'],
    ];
    expect(created(commandLine(...words.flat())).spec.replicaSpecs[0].template.spec).toEqual({
      containers: [
        {
          args: ['--epochs', '10'],
          command: ['python', 'train.py'],
          env: [
            { name: 'A', value: '1' },
            { name: '__proto__', value: '2' },
          ],
          image: 'i',
          imagePullPolicy: 'Always',
          name: 'pytorch-job-container',
          resources: NONE,
          volumeMounts: [
            { mountPath: '/h', name: 'h' },
            { mountPath: '/p', name: 'p' },
          ],
        },
      ],
      nodeSelector: { zone: 'x', constructor: 'y', 'sagemaker.amazonaws.com/deep-health-check-status': 'Passed' },
      schedulerName: 's',
      serviceAccountName: 'sa',
      volumes: [
        { hostPath: { path: '/host' }, name: 'h' },
        // Schema 1.1 loses the wish to read only.
        { name: 'p', persistentVolumeClaim: { claimName: 'c', readOnly: false } },
      ],
    });
  });

  it('holds the elastic and the run policy', () => {
    const words = [
      '--replica-count 2 --max-node-count 8 --elastic-replica-increment-step 2',
      '--elastic-graceful-shutdown-timeout-in-seconds 3 --elastic-scaling-timeout-in-seconds 9',
      '--elastic-scale-up-snooze-time-in-seconds 5 --max-retry 0',
    ];
    const { replicaSpecs, runPolicy, elasticPolicy } = created(commandLine(...words.join(' ').split(' '))).spec;
    expect(replicaSpecs[0]).toMatchObject({ replicas: 2, maxReplicas: 8, spares: 0 });
    expect(runPolicy).toEqual({
      cleanPodPolicy: 'None',
      jobMaxRetryCount: 0,
      restartPolicy: { evalPeriodSeconds: 3600, scaleUpSnoozeTimeInSeconds: 5 },
      ttlSecondsAfterFinished: 0,
    });
    expect(elasticPolicy).toEqual({
      minReplicas: 2,
      maxReplicas: 8,
      replicaIncrementStep: 2,
      scalingTimeoutInSeconds: 9,
      gracefulShutdownTimeoutInSeconds: 3,
    });
  });

  it.each([
    ['[2, 4]', [2, 4]],
    ['', []],
  ])('holds replica counts to choose from: %j', (text, values) => {
    const { elasticPolicy } = created(commandLine('--elastic-replica-discrete-values', text)).spec;
    expect(elasticPolicy).toEqual({ replicaDiscreteValues: values });
  });

  it.each([
    ['AUTO', 'auto'],
    ['gpu', 'gpu'],
    [' 8', '8'],
    ['-0', '0'],
  ])('holds tasks per node: %j', (text, expected) => {
    expect(created(commandLine('--tasks-per-node', text)).spec.nprocPerNode).toBe(expected);
  });

  it('keeps a namespace in the template only where one is named, or by schema 1.0', () => {
    const namespaceOf = (args: string[]): unknown => created(args).spec.replicaSpecs[0].template.metadata.namespace;
    expect(namespaceOf(commandLine())).toBeUndefined();
    expect(namespaceOf(commandLine('--namespace', 'n'))).toBe('n');
    expect(namespaceOf(asSchema10(commandLine()))).toBe('default');
  });

  it('of schema 1.0 keeps read-only claims, and has no policy for 0 retries', () => {
    const claim = 'name=p,type=pvc,mount_path=/p,claim_name=c,read_only=yes';
    const { runPolicy, replicaSpecs, nprocPerNode } = created(
      asSchema10(commandLine('--volume', claim, '--max-retry', '0', '--tasks-per-node', '4.0')),
    ).spec;
    expect([runPolicy, nprocPerNode]).toEqual([undefined, '4']);
    expect(replicaSpecs[0].template.spec.volumes).toEqual([
      { name: 'p', persistentVolumeClaim: { claimName: 'c', readOnly: true } },
    ]);
  });

  it('goes to the path of its namespace', () => {
    const answer = hypCreate(commandLine('--namespace', "a'b(c)!*~/é"));
    expect(answer.state === 'created' && answer.path).toBe(
      '/apis/sagemaker.amazonaws.com/v1/namespaces/a%27b%28c%29%21%2A~%2F%C3%A9/hyperpodpytorchjobs',
    );
  });
});
