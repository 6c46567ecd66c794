import type { Finding } from './finding.ts';
import type { InputsDraft } from './inputs.ts';
import type { Path } from './path.ts';

/** What a reader of one shape may use besides the object. */
export interface ShapeContext {
  /** Where in its document the object stands. */
  readonly path: Path;
  readonly inputs: InputsDraft;
  /** Takes a name for a thing of this kind; false, and a mistake told at the path, if another one of any file has it. */
  claim(kind: string, name: string, path: Path): boolean;
  /** Tells a mistake or a warning; its path starts at the document's root. */
  report(finding: Finding): void;
}

/**
 * Reads objects that are known by their keys, because they carry no apiVersion and kind. Adding a format is one of these
 * and one line in `shape-readers.ts`.
 */
export interface ShapeReader {
  /** Is this such an object? Asked of objects without `kind` and `apiVersion` only. */
  matches(value: Readonly<Record<string, unknown>>): boolean;
  /** Checks the object and adds what it says to the inputs. */
  read(value: unknown, context: ShapeContext): void;
}
