import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compareStrings, type Problem } from '../base/index.ts';
import { failureReason, fileProblem } from './file-problem.ts';

/** Files of a directory that are read. */
const MANIFEST = /\.(json|ya?ml)$/;

/** How arguments that name directories are read. */
export interface SourceOptions {
  /** Directories below a directory too? */
  readonly recursive?: boolean;
  /** Which files of a directory; default `*.json`, `*.yaml`, `*.yml`. */
  readonly pattern?: RegExp;
}

/** The files that arguments name, and what of them cannot be had. */
export interface ListedFiles {
  /** As the arguments name them; `-` for standard input. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Which files do these arguments name? A file, a directory (its manifests in byte order of their names), or `-`. A file that
 * is named in several ways is there once, under the first name.
 */
export function listFiles(args: readonly string[], options: SourceOptions): ListedFiles {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const arg of args) {
    for (const file of arg === '-' ? ['-'] : filesOf(arg, options, problems)) {
      const identity = fileIdentity(file);
      if (!files.has(identity)) files.set(identity, file);
    }
  }
  return { files: [...files.values()], problems };
}

/** The same for all names of a file. */
export function fileIdentity(file: string): string {
  if (file === '-') return file;
  try {
    return realpathSync(file);
  } catch {
    // What has no path of its own, as a pipe between two commands.
    return resolve(file);
  }
}

function filesOf(arg: string, options: SourceOptions, problems: Problem[]): string[] {
  if (kindOf(arg) !== 'directory') return [arg];
  const countBefore = problems.length;
  const found = manifestsBelow(arg, options, problems, new Set()).sort(compareStrings);
  if (found.length === 0 && problems.length === countBefore) {
    problems.push(fileProblem(arg, 'no .json, .yaml or .yml file in this directory'));
  }
  return found;
}

/** @param visited directories by identity: links may lead in a circle */
function manifestsBelow(
  directory: string,
  options: SourceOptions,
  problems: Problem[],
  visited: Set<string>,
): string[] {
  const identity = fileIdentity(directory);
  if (visited.has(identity)) return [];
  visited.add(identity);
  const { recursive = false, pattern = MANIFEST } = options;
  return entriesOf(directory, problems).flatMap((entry) => {
    const path = join(directory, entry.name);
    const kind = entry.isSymbolicLink() ? kindOf(path) : kindOfEntry(entry);
    if (kind === 'directory') return recursive ? manifestsBelow(path, options, problems, visited) : [];
    if (kind === 'other' || !pattern.test(entry.name)) return [];
    if (kind === 'file') return [path];
    problems.push(fileProblem(path, kind.failure));
    return [];
  });
}

function entriesOf(directory: string, problems: Problem[]): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => compareStrings(a.name, b.name));
  } catch (error) {
    problems.push(fileProblem(directory, failureReason(error)));
    return [];
  }
}

type FileKind = 'file' | 'directory' | 'other';

/** What a path leads to, or why that cannot be said. */
function kindOf(path: string): FileKind | { readonly failure: string } {
  try {
    return kindOfEntry(statSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { failure: code === 'ENOENT' ? 'a link to a file that is not there' : failureReason(error) };
  }
}

function kindOfEntry(entry: { isFile(): boolean; isDirectory(): boolean }): FileKind {
  if (entry.isDirectory()) return 'directory';
  return entry.isFile() ? 'file' : 'other';
}
