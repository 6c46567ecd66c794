import { runHopwise } from '../../src/cli/run.ts';

/** What one command line did. */
export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process. Coverage sees it; tests of pipes and signals start real processes instead. */
export async function runCli(args: readonly string[], input = '', isColorful = false): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const code = await runHopwise(args, {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    readInput: () => Promise.resolve(new TextEncoder().encode(input)),
    isColorful,
  });
  return { code, stdout, stderr };
}
