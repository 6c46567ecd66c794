export { closest, didYouMean } from './closest.ts';
export { compareStrings } from './compare.ts';
export { type ErrorCode, HopwiseError, InputError } from './errors.ts';
export { type GoJson, parseGoJson } from './go-json.ts';
export { type GoParse, isGoUint64, parseGoBool, parseGoInt32 } from './go-number.ts';
export { goQuote } from './go-quote.ts';
export { clampInt64, MAX_INT32, MAX_INT64, MIN_INT64 } from './int64.ts';
export type { Place, Problem, ProblemCode } from './problem.ts';
export { amountOfNanos, formatAmount, isQuantity, type Quantity, quantityNanos, resourceAmount } from './quantity.ts';
