import { afterEach, describe, expect, it, vi } from 'vitest';
import { HopwiseError } from '../../src/base/index.ts';
import { runHopwise } from '../../src/cli/run.ts';
import { processTerminal } from '../../src/cli/terminal.ts';

const EC2 = 'fixtures/topology/seven-instances.json';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function runFailing(failure: unknown): Promise<{ readonly code: number; readonly stderr: string }> {
  let stderr = '';
  const code = await runHopwise(['topology', EC2], {
    out: () => {
      throw failure;
    },
    err: (text) => {
      stderr += text;
    },
    readInput: () => Promise.resolve(new Uint8Array()),
    isColorful: false,
  });
  return { code, stderr };
}

describe('a failure', () => {
  it('of hopwise itself is exit code 1 in one line', async () => {
    expect(await runFailing(new TypeError('x is not a function'))).toEqual({
      code: 1,
      stderr: 'internal failure, please report it: x is not a function\n',
    });
    expect(await runFailing('text')).toEqual({ code: 1, stderr: 'internal failure, please report it: text\n' });
  });

  it('shows its stack only when asked', async () => {
    vi.stubEnv('HOPWISE_DEBUG', '1');
    expect((await runFailing(new TypeError('x'))).stderr).toMatch(/^\s+at /m);
  });

  it('that the library explains is exit code 2, unless it is a bug', async () => {
    expect(await runFailing(new HopwiseError('unknown-name', 'no instance "x"'))).toEqual({
      code: 2,
      stderr: 'error: no instance "x"\n',
    });
    expect((await runFailing(new HopwiseError('internal', 'impossible'))).code).toBe(1);
  });
});

describe('the terminal of the process', () => {
  it('writes answers to stdout and the rest to stderr', () => {
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const terminal = processTerminal();
    terminal.out('answer');
    terminal.err('note');
    expect([out.mock.calls[0]?.[0], err.mock.calls[0]?.[0]]).toEqual(['answer', 'note']);
  });

  it.each([
    [true, true, {}],
    [false, false, {}],
    [false, true, { NO_COLOR: '1' }],
    [false, true, { TERM: 'dumb' }],
  ])('is colourful: %s, when stderr is a TTY: %s and the environment has %j', (isColorful, isTTY, environment) => {
    vi.stubEnv('NO_COLOR', '');
    vi.stubEnv('TERM', 'xterm');
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const before = process.stderr.isTTY;
    process.stderr.isTTY = isTTY;
    expect(processTerminal().isColorful).toBe(isColorful);
    process.stderr.isTTY = before;
  });
});
