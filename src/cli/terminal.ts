import { EXIT } from './exit-codes.ts';

/** Where a command reads and writes: the process, or what a test puts in its place. */
export interface Terminal {
  /** Answers. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  /** All bytes of standard input. */
  readonly readInput: () => Promise<Uint8Array>;
  /** May stderr be coloured? */
  readonly isColorful: boolean;
}

/** The terminal, pipe or file that this process is connected to. */
export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readInput: readStandardInput,
    isColorful: process.stderr.isTTY === true && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb',
  };
}

/**
 * While a command waits for input, Ctrl-C ends it with {@link EXIT.interrupted}. While it computes, the signal's default
 * does the same without waiting for a free moment, so no handler stands in the way then.
 */
async function readStandardInput(): Promise<Uint8Array> {
  const interrupt = (): never => process.exit(EXIT.interrupted);
  process.once('SIGINT', interrupt);
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  process.removeListener('SIGINT', interrupt);
  return Buffer.concat(chunks);
}
