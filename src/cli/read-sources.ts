import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareStrings, InputError, type Problem } from '../base/index.ts';
import type { Source } from '../formats/index.ts';
import type { Terminal } from './terminal.ts';

/** Files of a directory that are read. */
const MANIFEST = /\.(json|ya?ml)$/;
/** Largest text after unpacking: somewhat below the longest string that JavaScript can hold. */
const MAX_BYTES = 500_000_000;

/** How arguments that name directories are read. */
export interface SourceOptions {
  /** Directories below a directory too? */
  readonly recursive?: boolean;
  /** Which files of a directory; default `*.json`, `*.yaml`, `*.yml`. */
  readonly pattern?: RegExp;
}

/**
 * Reads the files that arguments name, as kubectl does: a file, a directory (its manifests in byte order of their
 * names), or `-` for standard input. Files ending in `.gz` are unpacked.
 *
 * @throws InputError with a problem for every argument that cannot be read
 */
export async function readSources(
  args: readonly string[],
  terminal: Terminal,
  options: SourceOptions = {},
): Promise<Source[]> {
  const sources: Source[] = [];
  const problems: Problem[] = [];
  for (const file of listFiles(args, options, problems)) {
    try {
      const bytes = file === '-' ? await terminal.readInput() : readFileSync(file);
      sources.push({ file, text: decode(await unpacked(file, bytes)) });
    } catch (error) {
      problems.push(problem(file, reason(error)));
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return sources;
}

function listFiles(args: readonly string[], options: SourceOptions, problems: Problem[]): string[] {
  const files: string[] = [];
  for (const arg of new Set(args)) {
    const isDirectory = arg !== '-' && (statSync(arg, { throwIfNoEntry: false })?.isDirectory() ?? false);
    const found = isDirectory ? filesOf(arg, options) : [arg];
    if (found.length === 0) problems.push(problem(arg, 'no .json, .yaml or .yml file in this directory'));
    files.push(...found);
  }
  return files;
}

function filesOf(directory: string, { recursive = false, pattern = MANIFEST }: SourceOptions): string[] {
  return readdirSync(directory, { recursive, encoding: 'utf8' })
    .filter((entry) => pattern.test(entry))
    .map((entry) => join(directory, entry))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)
    .sort(compareStrings);
}

async function unpacked(file: string, bytes: Uint8Array): Promise<Uint8Array> {
  if (!file.endsWith('.gz')) return bytes;
  const { gunzipSync } = await import('node:zlib');
  return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
}

function decode(bytes: Uint8Array): string {
  // Redirection in older PowerShell writes UTF-16.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

function problem(file: string, message: string): Problem {
  return { file, line: 0, column: 0, code: 'not-found', severity: 'error', field: '', message };
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file or directory';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'not text: expected UTF-8';
  return message;
}
