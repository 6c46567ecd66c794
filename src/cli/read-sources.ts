import { readFileSync } from 'node:fs';
import { InputError, type Problem } from '../base/index.ts';
import type { Source } from '../formats/index.ts';
import { failureReason, fileProblem } from './file-problem.ts';
import { listFiles, type SourceOptions } from './list-files.ts';
import type { Terminal } from './terminal.ts';

/** Largest text after unpacking: somewhat below the longest string that JavaScript can hold. */
const MAX_BYTES = 500_000_000;

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
  const { files, problems: unlisted } = listFiles(args, options);
  const sources: Source[] = [];
  const problems: Problem[] = [...unlisted];
  for (const file of files) {
    try {
      const bytes = file === '-' ? await terminal.readInput() : readFileSync(file);
      sources.push({ file, text: decode(await unpacked(file, bytes)) });
    } catch (error) {
      problems.push(fileProblem(file, failureReason(error)));
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return sources;
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
