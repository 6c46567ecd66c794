import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { addExamples } from './examples-help.ts';
import type { Terminal } from './terminal.ts';

/** What is shown, and the command that shows it; `EXAMPLES/` stands for the folder of the package's examples. */
interface Step {
  readonly text: string;
  readonly args: readonly string[];
}

const CLUSTER = 'EXAMPLES/cluster';

const STEPS: readonly Step[] = [
  { text: 'Seven p5.48xlarge instances, and the network nodes above them.', args: ['topology', CLUSTER] },
  { text: 'Who shares layers 1, 2 and 3.', args: ['topology', CLUSTER, '--format', 'layers'] },
  {
    text: "The same as a Mermaid diagram, as AWS's script draws it.",
    args: ['topology', CLUSTER, '--format', 'mermaid'],
  },
  {
    text: 'A job that requires one layer-3 network node. The tightest fit wins.',
    args: ['place', '-f', 'EXAMPLES/required.yaml', '--cluster', CLUSTER],
  },
  {
    text: 'A job that prefers one. None is large enough, so Kueue goes up a layer.',
    args: ['place', '-f', 'EXAMPLES/preferred.yaml', '--cluster', CLUSTER],
  },
  {
    text: 'A job without constraint. Small gaps are filled first.',
    args: ['place', '-f', 'EXAMPLES/unconstrained.yaml', '--cluster', CLUSTER],
  },
  {
    text: 'A job that cannot fit, and why.',
    args: ['place', '-f', 'EXAMPLES/too-large.yaml', '--cluster', CLUSTER],
  },
  {
    text: 'The first three one after another: each takes what those before left, and the preferred job pays for it.',
    args: [
      'place',
      '-f',
      ...['required', 'preferred', 'unconstrained'].map((name) => `EXAMPLES/${name}.yaml`),
      '--cluster',
      CLUSTER,
    ],
  },
  {
    text: 'What Kueue makes of a job: its pod sets, and the Workload that waits in the queue.',
    args: ['manifest', '-f', 'EXAMPLES/preferred.yaml'],
  },
  {
    text: 'What queues and cohorts own, use and borrow, and what they could ever use: limits up the tree count too.',
    args: ['quota', 'EXAMPLES/quota/cohorts.yaml'],
  },
  {
    text: 'What the cluster accepts and people regret, and what to do about it.',
    args: ['validate', 'EXAMPLES/invalid/jobs.yaml', '--cluster', CLUSTER],
  },
];

/** `hopwise demo`: the story of topology-aware scheduling on seven bundled instances. */
export function demoCommand(terminal: Terminal): Command {
  const command = new Command('demo')
    .description('play the story on seven bundled instances; every step shows its command')
    .action(() => play(terminal));
  return addExamples(command, [
    ['Play it', 'hopwise demo'],
    ['Read it page by page', 'hopwise demo | less'],
  ]);
}

async function play(terminal: Terminal): Promise<void> {
  const { runHopwise } = await import('./run.ts');
  const examples = findExamples();
  for (const [i, { text, args }] of STEPS.entries()) {
    const actual = args.map((arg) => arg.replace('EXAMPLES', examples));
    terminal.out(`${i === 0 ? '' : '\n'}${i + 1}. ${text}\n\n$ hopwise ${actual.join(' ')}\n`);
    await runHopwise(actual, terminal);
  }
}

/** The examples stand in the package's root, above this file both as a source and in the bundle. */
function findExamples(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'examples', 'cluster')) && dirname(folder) !== folder) folder = dirname(folder);
  return relative(process.cwd(), join(folder, 'examples'));
}
