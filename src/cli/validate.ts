import { Command, Option } from 'commander';
import type { Problem } from '../base/index.ts';
import type { LintFinding, Source } from '../formats/index.ts';
import { addExamples } from './examples-help.ts';
import { EXIT } from './exit-codes.ts';
import { fileIdentity } from './list-files.ts';
import { problemLine } from './print-problems.ts';
import { addConfigOptions, type ConfigOptions, readConfig } from './read-config.ts';
import { readSources } from './read-sources.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';
import { writeAnswer, writeJson } from './write-answer.ts';

interface ValidateOptions extends ConfigOptions {
  readonly cluster?: readonly string[];
  readonly failOn: Problem['severity'];
  readonly output?: 'text' | 'json' | 'sarif';
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly recursive?: boolean;
}

/** A problem, or what a lint found; the mend apart where it is known apart. */
interface Complaint extends Omit<Problem, 'code'> {
  readonly code: string;
  readonly mend?: string;
}

/** `hopwise validate FILE…`: what is wrong with these files, and what will be regretted? */
export function validateCommand(terminal: Terminal): Command {
  const command = new Command('validate')
    .description('find what the API server and Kueue refuse in files, and what they accept and users regret')
    .argument('<file...>', 'jobs, queues and all else to check: files, directories, or - for standard input')
    .option(
      '--cluster <file...>',
      'nodes and objects of the cluster that the files are checked against: files, directories, or -',
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 3 if there is one of these, or worse')
        .choices(['warning', 'error'])
        .default('error'),
    )
    .addOption(
      new Option('-o, --output <format>', 'how to print it (default: text)').choices(['text', 'json', 'sarif']),
    )
    .addOption(new Option('--json', 'the same as -o json').conflicts(['output', 'sarif']))
    .addOption(new Option('--sarif', 'the same as -o sarif, which code hosts show').conflicts(['output', 'json']))
    .option('-R, --recursive', 'read directories below directories too');
  addConfigOptions(command).action((files: string[], options: ValidateOptions) => validate(files, options, terminal));
  return addExamples(command, [
    ['Check jobs against a cluster', 'hopwise validate job.yaml --cluster nodes.json kueue.yaml'],
    ['Let a pipeline fail on warnings too', 'hopwise validate -R manifests/ --fail-on warning --sarif > hopwise.sarif'],
  ]);
}

async function validate(files: readonly string[], options: ValidateOptions, terminal: Terminal): Promise<void> {
  const { cluster = [], failOn, recursive = false } = options;
  if (files.includes('-') && cluster.includes('-')) {
    throw new Stop(EXIT.badInput, 'FILE and --cluster cannot both read standard input');
  }
  const settings = await readConfig(options, terminal);
  const sources = await readSources(files, terminal, { recursive });
  const own = new Set(sources.map(({ file }) => fileIdentity(file)));
  const clusterSources = (await readSources(cluster, terminal, { recursive })).filter(
    ({ file }) => !own.has(fileIdentity(file)),
  );
  const complaints = await complaintsOf(sources, { ...settings, clusterSources });
  await print(complaints, options, terminal);
  const errorCount = complaints.filter(({ severity }) => severity === 'error').length;
  const warningCount = complaints.length - errorCount;
  terminal.err(
    `${countText(sources.length, 'file')}: ${countText(errorCount, 'error')}, ${countText(warningCount, 'warning')}\n`,
  );
  if (errorCount > 0 || (failOn === 'warning' && warningCount > 0)) throw new Stop(EXIT.checkFailed);
}

/** Problems of all files; lints only of those that were to be checked. By file in the given order, line and column. */
async function complaintsOf(
  sources: readonly Source[],
  options: Awaited<ReturnType<typeof readConfig>> & { readonly clusterSources: readonly Source[] },
): Promise<Complaint[]> {
  const { checkInputs } = await import('../formats/index.ts');
  const { problems, findings } = checkInputs(sources, options);
  const own = new Set(sources.map(({ file }) => file));
  const rank = new Map([...sources, ...options.clusterSources].map(({ file }, index) => [file, index]));
  const rankOf = ({ file }: Complaint): number => rank.get(file) ?? 0;
  const linted = findings.filter(({ file }) => own.has(file)).map(toComplaint);
  return [...problems, ...linted].sort((a, b) => rankOf(a) - rankOf(b) || a.line - b.line || a.column - b.column);
}

function toComplaint({ reason, mend, ...finding }: LintFinding): Complaint {
  return { ...finding, message: `${reason}; ${mend}`, mend };
}

async function print(complaints: readonly Complaint[], options: ValidateOptions, terminal: Terminal): Promise<void> {
  const output = options.json === true ? 'json' : options.sarif === true ? 'sarif' : (options.output ?? 'text');
  if (output === 'json') return writeJson({ problems: complaints }, {}, terminal);
  if (output === 'sarif') return writeAnswer(await sarifText(complaints), {}, terminal);
  const { escapeTerminal } = await import('../report/index.ts');
  const lines = complaints.map((complaint) => `${escapeTerminal(`${problemLine(complaint)} [${complaint.code}]`)}\n`);
  terminal.out(lines.join(''));
}

async function sarifText(complaints: readonly Complaint[]): Promise<string> {
  const [{ sarif }, { LINT_MEANINGS, PROBLEM_MEANINGS }] = await Promise.all([
    import('../report/index.ts'),
    import('../formats/index.ts'),
  ]);
  const lints = LINT_MEANINGS.map(({ code, severity, about, consequence }) => ({
    code,
    severity,
    description: sentence(about),
    help: `${sentence(about)} ${sentence(consequence)}`,
  }));
  const problems = Object.entries(PROBLEM_MEANINGS).map(([code, meaning]) => {
    return { code, severity: 'error' as const, description: sentence(meaning), help: sentence(meaning) };
  });
  return sarif(complaints, [...lints, ...problems], { version: VERSION });
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function countText(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
