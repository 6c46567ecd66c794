import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LINT_MEANINGS } from '../../src/formats/index.ts';
import { runCli } from './run-cli.ts';

const CLUSTER = ['--cluster', 'examples/cluster'];
const JOBS = 'examples/invalid/jobs.yaml';
const QUEUES = 'examples/invalid/queues.yaml';
const REFUSED = 'examples/invalid/refused.yaml';

interface Reported {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly mend?: string;
}

async function reported(...args: string[]): Promise<Reported[]> {
  return JSON.parse((await runCli(['validate', ...args, '--json'])).stdout).problems;
}

describe('hopwise validate', () => {
  it('tells problems and lints with place and code, and counts them on stderr', async () => {
    const { code, stdout, stderr } = await runCli(['validate', REFUSED, QUEUES, ...CLUSTER]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^2 files: \d+ errors, \d+ warnings\n$/);
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines)
      expect(line).toMatch(/^examples\/invalid\/\w+\.yaml:\d+:\d+: (?:error|warning): .* \[[a-z-]+\]$/);
    expect(lines.find((line) => line.endsWith('[cohort-cycle]'))).toMatch(
      /^examples\/invalid\/queues\.yaml:7:15: error: /,
    );
    expect(stdout).toContain(
      'refused.yaml:15:9: error: spec.template.metadata.annotations: Invalid value: must not contain',
    );
  });

  it('goes by file as given, then line and column', async () => {
    const problems = await reported(QUEUES, JOBS, REFUSED, ...CLUSTER);
    const keys = problems.map(({ file, line, column }) => [[QUEUES, JOBS, REFUSED].indexOf(file), line, column]);
    const sorted = keys.toSorted((a, b) => a.map((part, i) => part - (b[i] as number)).find((by) => by !== 0) ?? 0);
    expect(keys).toEqual(sorted);
    expect(new Set(problems.map(({ file }) => file)).size).toBe(3);
  });

  it.each([
    ['examples/required.yaml', 'examples/preferred.yaml', 'examples/unconstrained.yaml'],
    ['examples/cluster/kueue.yaml', 'examples/cluster/nodes.json'],
    ['fixtures/governance/kueue-objects.yaml'],
  ])('finds nothing in valid files (%s …)', async (...files) => {
    expect(await runCli(['validate', ...files])).toMatchObject({ code: 0, stdout: '' });
  });

  it('finds nothing in the manifests of every kind, if their priority classes are there', async () => {
    const files = readdirSync('fixtures/manifests')
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => `fixtures/manifests/${file}`);
    expect(await runCli(['validate', ...files, ...CLUSTER])).toMatchObject({ code: 0, stdout: '' });
    const { code, stdout } = await runCli(['validate', ...files]);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(files.length);
    for (const line of lines) expect(line).toMatch(/warning: WorkloadPriorityClass ".*" is not given/);
  });

  it('says how many pods a required level holds on the given cluster', async () => {
    const [problem] = await reported('examples/too-large.yaml', ...CLUSTER);
    expect(problem).toMatchObject({ code: 'level-too-small', severity: 'warning' });
    expect(problem?.message).toContain('could hold 3 of the 4 pods');
    expect(await reported('examples/too-large.yaml')).toEqual([]);
  });

  it('lints the files, and not what they are checked against', async () => {
    const against = await reported('examples/required.yaml', '--cluster', QUEUES);
    expect(against.map(({ code }) => code)).toEqual(['unknown-local-queue']);
    const broken = await reported('examples/required.yaml', '--cluster', REFUSED);
    expect(broken.map(({ file }) => file)).toContain(REFUSED);
  });

  it('takes the files in place of the same objects of the cluster', async () => {
    const kueue = 'examples/cluster/kueue.yaml';
    const changed = readFileSync(kueue, 'utf8').replaceAll('value: 100', 'value: 99');
    expect(await runCli(['validate', '-', ...CLUSTER], changed)).toMatchObject({ code: 0, stdout: '' });
    const { code, stdout } = await runCli(['validate', '-', kueue], changed);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^examples\/cluster\/kueue\.yaml:\d+:\d+: error: .* was given before, at -:\d+; keep one/);
  });

  it('reads a file once, whatever it is called', async () => {
    const args = ['examples/required.yaml', './examples/../examples/required.yaml', '--cluster', 'examples/cluster'];
    expect((await runCli(['validate', ...args, 'examples/../examples/required.yaml'])).stderr).toBe(
      '1 file: 0 errors, 0 warnings\n',
    );
  });

  it.each<[failOn: string[], file: string, code: number]>([
    [[], 'examples/too-large.yaml', 0],
    [['--fail-on', 'error'], 'examples/too-large.yaml', 0],
    [['--fail-on', 'warning'], 'examples/too-large.yaml', 3],
    [['--fail-on', 'warning'], 'examples/required.yaml', 0],
    [[], REFUSED, 3],
  ])('with %s ends %s with %i', async (failOn, file, code) => {
    expect((await runCli(['validate', file, ...CLUSTER, ...failOn])).code).toBe(code);
  });

  it('finds a syntax error, and reads on in the other files', async () => {
    const { code, stdout } = await runCli(['validate', '-', JOBS], '{"kind": ');
    expect(code).toBe(3);
    expect(stdout).toContain('-:1:10: error: ');
    expect(stdout).toContain('[device-without-limit]');
  });

  it('goes by the configuration given', async () => {
    const config =
      'apiVersion: config.kueue.x-k8s.io/v1beta2\nkind: Configuration\nresources: {quotaCheckStrategy: IgnoreUndeclared}\n';
    const args = ['validate', JOBS, QUEUES, ...CLUSTER];
    expect((await runCli(args)).stdout).toContain('[uncovered-resource]');
    expect((await runCli([...args, '--config', '-'], config)).stdout).not.toContain('[uncovered-resource]');
    const gated = [...args, '--config', '-', '--feature-gates', 'QuotaCheckStrategy=false'];
    expect((await runCli(gated, config)).stdout).toContain('[uncovered-resource]');
  });

  it('prints nothing that a terminal would obey', async () => {
    const job = {
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'Cohort',
      metadata: { name: 'a' },
      spec: { parentName: '\u001b[31m' },
    };
    const { stdout } = await runCli(['validate', '-'], JSON.stringify(job));
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('error');
  });
});

describe('hopwise validate for programs', () => {
  it('gives the mend of a lint by itself', async () => {
    const problems = await reported(QUEUES);
    const cycle = problems.find(({ code }) => code === 'cohort-cycle');
    expect(cycle).toMatchObject({ line: 7, column: 15, mend: 'name another parent, or none for the root' });
    expect(cycle?.message.endsWith(`; ${cycle.mend}`)).toBe(true);
  });

  it('writes SARIF 2.1.0 with a rule for every code and the places of all results', async () => {
    const { code, stdout } = await runCli(['validate', JOBS, QUEUES, REFUSED, ...CLUSTER, '--sarif']);
    expect(code).toBe(3);
    const log = JSON.parse(stdout);
    expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
    const [{ tool, results }] = log.runs;
    const ids: string[] = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(LINT_MEANINGS.map((rule) => rule.code)));
    expect(new Set(ids).size).toBe(ids.length);
    const problems = await reported(JOBS, QUEUES, REFUSED, ...CLUSTER);
    expect(results).toHaveLength(problems.length);
    for (const [index, result] of results.entries()) {
      const { code: ruleId, severity: level, file: uri, line, column } = problems[index] as Reported;
      expect(result).toMatchObject({ ruleId, level });
      expect(ids[result.ruleIndex]).toBe(ruleId);
      const [{ physicalLocation }] = result.locations;
      expect(physicalLocation.artifactLocation).toEqual({ uri, uriBaseId: '%SRCROOT%' });
      expect(physicalLocation.region).toEqual({ startLine: line, startColumn: column });
    }
    expect(readFileSync(JOBS, 'utf8').split('\n')[21]).toContain('nvidia.com/gpu: 8');
  });

  it.each([['--json'], ['--sarif']])('means the same by %s and by -o', async (flag) => {
    const long = await runCli(['validate', REFUSED, flag]);
    expect(await runCli(['validate', REFUSED, '-o', flag.slice(2)])).toEqual(long);
  });
});

describe('wrong usage of hopwise validate', () => {
  it.each<[title: string, args: string[], hint: string]>([
    ['a file that is not there', ['missing.yaml'], 'missing.yaml: error: no such file or directory'],
    ['a cluster that is not there', [JOBS, '--cluster', 'missing'], 'missing: error: no such file or directory'],
    ['a misspelt flag', [JOBS, '--fial-on', 'error'], 'Did you mean --fail-on?'],
    ['another severity', [JOBS, '--fail-on', 'note'], 'Allowed choices are warning, error'],
    ['two formats', [JOBS, '--json', '--sarif'], "option '--json' cannot be used with option '--sarif'"],
    ['a misspelt gate', [JOBS, '--feature-gates', 'PartialAdmision=true'], 'did you mean "PartialAdmission"?'],
    ['no configuration', [JOBS, '--config', QUEUES], `no Kueue Configuration in ${QUEUES}`],
    ['standard input twice', ['-', '--cluster', '-'], 'cannot both read standard input'],
    ['no file', [], "missing required argument 'file'"],
  ])('%s is explained, exit code 2', async (_, args, hint) => {
    const { code, stdout, stderr } = await runCli(['validate', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
  });
});
