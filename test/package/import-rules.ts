import { posix } from 'node:path';
import type { SourceFile } from './source-files.ts';

/** A room may import rooms that stand before it. */
export const ROOMS: readonly string[] = [
  'base',
  'model',
  'topology',
  'placement',
  'quota',
  'queue',
  'scheduler',
  'simulation',
  'analysis',
  'formats',
  'report',
  'cli',
];

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;

/** Imports that break the rules, as `from → to: why`. */
export function importViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    [...withoutComments(file.text).matchAll(IMPORT)].flatMap(([, target = '']) => {
      const reason = violation(file.path, target);
      return reason === undefined ? [] : [`${file.path} → ${target}: ${reason}`];
    }),
  );
}

function violation(path: string, target: string): string | undefined {
  const room = roomOf(path);
  if (target.startsWith('node:')) return room === 'cli' ? undefined : 'only cli may use Node';
  if (!target.startsWith('.')) return undefined;
  const resolved = posix.join(posix.dirname(path), target);
  const targetRoom = roomOf(resolved);
  if (room === targetRoom) return undefined;
  if (resolved !== `${targetRoom}/index.ts`) return "another room's inside; import its index.ts";
  if (room !== '' && ROOMS.indexOf(targetRoom) > ROOMS.indexOf(room)) return `${room} stands above ${targetRoom}`;
  return ROOMS.includes(targetRoom) ? undefined : 'no such room';
}

function roomOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] as string) : '';
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
