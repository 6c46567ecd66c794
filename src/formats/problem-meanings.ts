import type { ProblemCode } from '../base/index.ts';

/** What each code of a problem means, as the beginning of a sentence. */
export const PROBLEM_MEANINGS: Readonly<Record<ProblemCode, string>> = {
  syntax: 'the text is not valid JSON or YAML',
  'duplicate-key': 'a key stands twice in one object',
  'unknown-key': 'a field is not one that its kind knows',
  'wrong-type': 'a value is of another type than its field',
  missing: 'a required field is missing',
  'out-of-range': 'a number, a length or a count is outside of what is allowed',
  'invalid-name': 'a name, label or annotation key is not written as Kubernetes asks',
  'invalid-quantity': 'an amount is not a Kubernetes quantity, or is negative',
  'invalid-value': 'the API server or a webhook of Kueue refuses a value',
  'unsupported-kind': 'objects of this kind or version are not read',
  conflict: 'two statements contradict each other',
  duplicate: 'something is given twice',
  'not-found': 'something that is named does not exist',
  incomplete: 'something is left out that would be needed to know more',
};
