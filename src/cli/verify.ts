import { Command } from 'commander';
import type { KindTally, Recording, VerifyFailure, VerifyReport } from '../analysis/index.ts';
import { InputError, type Problem } from '../base/index.ts';
import type { Source } from '../formats/index.ts';
import { addExamples } from './examples-help.ts';
import { EXIT } from './exit-codes.ts';
import { readSources } from './read-sources.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { addOutputOptions, type OutputOptions, writeAnswer, writeJson } from './write-answer.ts';

interface VerifyOptions extends OutputOptions {
  readonly json?: boolean;
  readonly recursive?: boolean;
}

/** Failures that are printed with their differences. */
const MAX_SHOWN = 5;
const RECORDINGS = /\.jsonl(\.gz)?$/;

/** `hopwise verify FILE…`: are recorded decisions of real Kueue met? */
export function verifyCommand(terminal: Terminal): Command {
  const command = new Command('verify')
    .description("replay recorded decisions of Kueue and compare them with hopwise's")
    .argument('<file...>', 'recordings (.jsonl, .jsonl.gz), directories of them, or - for standard input')
    .option('-R, --recursive', 'read directories below directories too')
    .option('--json', 'answer with one JSON object');
  addOutputOptions(command).action(async (files: string[], options: VerifyOptions) => {
    const sources = await readSources(files, terminal, { pattern: RECORDINGS, recursive: options.recursive === true });
    const { verify } = await import('../analysis/index.ts');
    const report = verify(await readAll(sources));
    if (options.json === true) await writeJson(report, options, terminal);
    else writeAnswer(await reportText(report), options, terminal);
    if (report.failures.length > 0) throw new Stop(EXIT.checkFailed);
  });
  return addExamples(command, [
    ['Compare every recording of a directory', 'hopwise verify recordings/'],
    ['Count per kind, for a script', 'hopwise verify placement.jsonl.gz --json | jq .kinds'],
  ]);
}

async function readAll(sources: readonly Source[]): Promise<Recording[]> {
  const { readRecordings } = await import('../formats/index.ts');
  const results = sources.map(readRecordings);
  const problems: Problem[] = results.flatMap((result) => (result.state === 'refused' ? result.problems : []));
  if (problems.length > 0) throw new InputError(problems);
  return results.flatMap((result) => (result.state === 'read' ? result.value : []));
}

async function reportText({ kinds, failures }: VerifyReport): Promise<string> {
  const { textTable } = await import('../report/index.ts');
  const rows = Object.entries(kinds).map(([kind, tally]) => [kind, tallyText(tally)]);
  const shown = await Promise.all(failures.slice(0, MAX_SHOWN).map(failureText));
  if (failures.length > MAX_SHOWN) shown.push(`... and ${failures.length - MAX_SHOWN} more; --json lists them all`);
  return [textTable(rows), ...shown].join('\n');
}

function tallyText({ passed, failed, notRun }: KindTally): string {
  return `${passed} passed, ${failed} failed${notRun > 0 ? `, ${notRun} not run: this version does not know the kind` : ''}`;
}

async function failureText({ id, expected, actual }: VerifyFailure): Promise<string> {
  const { differenceText, escapeTerminal } = await import('../report/index.ts');
  return `\n${escapeTerminal(id)}\n${differenceText(expected, actual).replace(/^/gm, '  ')}`;
}
