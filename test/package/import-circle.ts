import { posix } from 'node:path';
import type { SourceFile } from './source-files.ts';

const STATIC_IMPORT = /^(?:import|export)\b[^;']*?\bfrom '(\.[^']+)';/gm;

/** The files of one circle of imports, types among them, each imported by the one before; empty if there is none. */
export function importCircle(files: readonly SourceFile[]): readonly string[] {
  const imports = new Map(files.map((file) => [file.path, importsOf(file)]));
  const done = new Set<string>();
  const find = (path: string, above: readonly string[]): readonly string[] => {
    const start = above.indexOf(path);
    if (start >= 0) return above.slice(start);
    if (done.has(path)) return [];
    for (const target of imports.get(path) ?? []) {
      const circle = find(target, [...above, path]);
      if (circle.length > 0) return circle;
    }
    done.add(path);
    return [];
  };
  return files.map(({ path }) => find(path, [])).find((circle) => circle.length > 0) ?? [];
}

function importsOf({ path, text }: SourceFile): string[] {
  return [...text.matchAll(STATIC_IMPORT)].map(([, target = '']) => posix.join(posix.dirname(path), target));
}
