import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/base/index.ts';
import { readSources, type SourceOptions } from '../../src/cli/read-sources.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopwise-sources-'));
  mkdirSync(join(folder, 'below'));
  mkdirSync(join(folder, 'empty'));
  for (const name of ['b.yaml', 'a.json', 'c.yml', 'README.md', 'below/d.yaml'])
    writeFileSync(join(folder, name), name);
  writeFileSync(join(folder, 'packed.jsonl.gz'), gzipSync('{"a":1}'));
  writeFileSync(join(folder, 'torn.gz'), gzipSync('{"a":1}').subarray(0, 12));
  writeFileSync(join(folder, 'latin1.txt'), new Uint8Array([0x61, 0xe9, 0x62]));
  writeFileSync(join(folder, 'bom.txt'), '\ufeff{}');
  writeFileSync(join(folder, 'utf16.txt'), Buffer.from('\ufeff{"ä":1}', 'utf16le'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(names: readonly string[], options?: SourceOptions, input = ''): Promise<[string, string][]> {
  const args = names.map((name) => (name === '-' ? '-' : join(folder, name)));
  const readInput = (): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(input));
  const sources = await readSources(args, { out: () => {}, err: () => {}, readInput, isColorful: false }, options);
  return sources.map(({ file, text }) => [file.replace(join(folder, '/'), ''), text]);
}

async function refusal(names: readonly string[]): Promise<string[]> {
  const error = await read(names).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).problems.map(
    ({ file, message }) => `${file.replace(join(folder, '/'), '')}: ${message}`,
  );
}

describe('readSources', () => {
  it('reads files in the order given', async () => {
    expect(await read(['c.yml', 'a.json'])).toEqual([
      ['c.yml', 'c.yml'],
      ['a.json', 'a.json'],
    ]);
  });

  it('reads the manifests of a directory by name, and nothing else in it', async () => {
    expect((await read([''])).map(([file]) => file.replace(`${folder}/`, ''))).toEqual(['a.json', 'b.yaml', 'c.yml']);
  });

  it('goes below a directory only when asked', async () => {
    const files = (await read([''], { recursive: true })).map(([file]) => file);
    expect(files).toContain(join('below', 'd.yaml'));
    expect(files).toHaveLength(4);
  });

  it('reads standard input as -', async () => {
    expect(await read(['-'], {}, '{"x":1}')).toEqual([['-', '{"x":1}']]);
  });

  it('reads an argument given twice once', async () => {
    expect(await read(['a.json', 'a.json', '-', '-'], {}, 'in')).toHaveLength(2);
  });

  it.each([
    ['gzip', 'packed.jsonl.gz', '{"a":1}'],
    ['UTF-8 with a byte order mark', 'bom.txt', '{}'],
    ['UTF-16 as PowerShell redirects it', 'utf16.txt', '{"ä":1}'],
  ])('unpacks %s', async (_, name, text) => {
    expect(await read([name])).toEqual([[name, text]]);
  });

  it('names every argument that it cannot read, not only the first', async () => {
    const problems = await refusal(['missing.json', 'a.json', 'latin1.txt', 'empty', 'torn.gz']);
    expect(problems).toHaveLength(4);
    expect(problems).toContain('missing.json: no such file or directory');
    expect(problems).toContain('latin1.txt: not text: expected UTF-8');
    expect(problems).toContain('empty: no .json, .yaml or .yml file in this directory');
    expect(problems.some((problem) => problem.startsWith('torn.gz: '))).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('says when a file may not be read (skipped for root, who may)', async () => {
    writeFileSync(join(folder, 'secret.txt'), '');
    chmodSync(join(folder, 'secret.txt'), 0);
    expect(await refusal(['secret.txt'])).toEqual(['secret.txt: permission denied']);
  });
});
