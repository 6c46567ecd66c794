import type { Problem } from '../base/index.ts';

/** What is said of a file that the system, or its content, does not let be read. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'no such file: a part of this path is a file, and no directory',
  EISDIR: 'this is a directory; name a file',
  ELOOP: 'a link that leads back to itself',
  ENAMETOOLONG: 'the name is too long for a file',
  EMFILE: 'too many files are open',
  EIO: 'the disk or network cannot be read',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'not text: expected UTF-8',
};

/** A problem with a file as a whole. */
export function fileProblem(file: string, message: string): Problem {
  return { file, line: 0, column: 0, code: 'not-found', severity: 'error', field: '', message };
}

/** Why a file could not be read, in plain words. */
export function failureReason(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
