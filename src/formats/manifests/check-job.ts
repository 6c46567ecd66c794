import { isQuantity, type ProblemCode, type Quantity } from '../../base/index.ts';
import { checkShape } from '../check-shape.ts';
import type { Finding } from '../finding.ts';
import { type Path, valueAt } from '../path.ts';
import type { JobKind } from './job-kind.ts';
import type { JobObject } from './job-object.ts';

/** A job object that has the shape of its kind, or what is wrong with it. */
export type CheckedJob =
  | { readonly isValid: true; readonly object: JobObject }
  | { readonly isValid: false; readonly findings: readonly Finding[] };

/** Mistakes after which a value is not of the type that the code reads. */
const STRUCTURAL: ReadonlySet<ProblemCode> = new Set(['wrong-type', 'missing', 'invalid-value']);

/** Has a value the shape of its kind? All mistakes at once; the object itself is kept whole, with all of its fields. */
export function checkJob(kind: JobKind, value: unknown, path: Path): CheckedJob {
  const checked = checkShape(kind.schema, value, path);
  return checked.isValid ? { isValid: true, object: value as JobObject } : checked;
}

/**
 * As {@link checkJob}, but lets through what an API server would refuse for its value only, such as a name that is none
 * or a negative quantity: recordings ask what the webhooks say to those.
 */
export function checkJobTypes(kind: JobKind, value: unknown): CheckedJob {
  const checked = checkJob(kind, value, []);
  if (checked.isValid) return checked;
  const findings = checked.findings.filter((finding) => isStructural(finding, value));
  return findings.length === 0 ? { isValid: true, object: value as JobObject } : { isValid: false, findings };
}

/**
 * Is the value at a finding's path not of the type that the code reads?
 * @param value what was checked; the finding's path starts there
 */
export function isStructural({ code, path }: Finding, value: unknown): boolean {
  if (code === 'invalid-quantity') return !isQuantity(valueAt(value, path) as Quantity);
  return STRUCTURAL.has(code);
}
