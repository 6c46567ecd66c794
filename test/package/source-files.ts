import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of `src`. */
export interface SourceFile {
  /** From `src`, with `/`: `topology/hops.ts`. */
  readonly path: string;
  readonly text: string;
}

/** All TypeScript files below `folder`, in byte order of their paths. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}
