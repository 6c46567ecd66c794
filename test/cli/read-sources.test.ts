import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/base/index.ts';
import type { SourceOptions } from '../../src/cli/list-files.ts';
import { readSources } from '../../src/cli/read-sources.ts';

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
  symlinkSync('loop', join(folder, 'loop'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(names: readonly string[], options?: SourceOptions, input = ''): Promise<[string, string][]> {
  const args = names.map((name) => (name === '-' ? '-' : join(folder, name)));
  const readInput = (): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(input));
  const sources = await readSources(args, { out: () => {}, err: () => {}, readInput, isColorful: false }, options);
  return sources.map(({ file, text }) => [file.replace(join(folder, '/'), ''), text]);
}

async function refusal(names: readonly string[], options?: SourceOptions): Promise<string[]> {
  const error = await read(names, options).then(
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

  it('reads a file once, by the first of its names', async () => {
    expect(await read(['a.json', '', '.', 'below/../a.json'])).toEqual([
      ['a.json', 'a.json'],
      ['b.yaml', 'b.yaml'],
      ['c.yml', 'c.yml'],
    ]);
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

  it('says in plain words why a file cannot be had, and tells all others', async () => {
    const long = `${'x'.repeat(300)}.yaml`;
    expect(await refusal(['loop', 'a.json/x', long, 'missing.json', 'a.json'])).toEqual([
      'loop: a link that leads back to itself',
      'a.json/x: no such file: a part of this path is a file, and no directory',
      `${long}: the name is too long for a file`,
      'missing.json: no such file or directory',
    ]);
  });

  it('tells links of a directory that lead nowhere, if they are named as manifests', async () => {
    mkdirSync(join(folder, 'linked'));
    writeFileSync(join(folder, 'linked/a.yaml'), 'a');
    symlinkSync('nowhere', join(folder, 'linked/b.yaml'));
    symlinkSync('c.yaml', join(folder, 'linked/c.yaml'));
    symlinkSync('nowhere', join(folder, 'linked/README.md'));
    expect(await refusal(['linked'])).toEqual([
      'linked/b.yaml: a link to a file that is not there',
      'linked/c.yaml: a link that leads back to itself',
    ]);
  });

  it('follows links, and reads once what several of them lead to', async () => {
    mkdirSync(join(folder, 'circle'));
    writeFileSync(join(folder, 'circle/a.yaml'), 'a');
    symlinkSync('.', join(folder, 'circle/again'));
    symlinkSync('a.yaml', join(folder, 'circle/b.yaml'));
    expect(await read(['circle/b.yaml', 'circle'], { recursive: true })).toEqual([['circle/b.yaml', 'a']]);
  });

  it.skipIf(process.getuid?.() === 0)('says when a directory may not be read (skipped for root, who may)', async () => {
    mkdirSync(join(folder, 'above/secret'), { recursive: true });
    writeFileSync(join(folder, 'above/a.yaml'), 'a');
    chmodSync(join(folder, 'above/secret'), 0);
    expect(await refusal(['above/secret'])).toEqual(['above/secret: permission denied']);
    expect(await refusal(['above'], { recursive: true })).toEqual(['above/secret: permission denied']);
  });

  it.skipIf(process.getuid?.() === 0)('says when a file may not be read (skipped for root, who may)', async () => {
    writeFileSync(join(folder, 'secret.txt'), '');
    chmodSync(join(folder, 'secret.txt'), 0);
    expect(await refusal(['secret.txt'])).toEqual(['secret.txt: permission denied']);
  });
});
