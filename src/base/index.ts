export { byteLength } from './byte-length.ts';
export { canonicalQuantity, decimalText } from './canonical-quantity.ts';
export { closest, didYouMean } from './closest.ts';
export { compareStrings } from './compare.ts';
export { type ErrorCode, HopwiseError, InputError } from './errors.ts';
export { fnv64a } from './fnv64.ts';
export { fusedMultiplyAdd } from './fused-multiply-add.ts';
export { parseGoDuration } from './go-duration.ts';
export { type GoJson, parseGoJson } from './go-json.ts';
export { type GoParse, isGoUint64, parseGoBool, parseGoInt, parseGoInt32 } from './go-number.ts';
export { goQuote } from './go-quote.ts';
export { clampInt64, MAX_INT32, MAX_INT64, MIN_INT64 } from './int64.ts';
export { oncePer } from './once-per.ts';
export { printable } from './printable.ts';
export type { Place, Problem, ProblemCode } from './problem.ts';
export {
  amountOfNanos,
  formatAmount,
  isQuantity,
  type Quantity,
  quantityNanos,
  quantityNumber,
  resourceAmount,
} from './quantity.ts';
export { quantityError } from './quantity-error.ts';
export { quantityText } from './quantity-text.ts';
export { type RandomStream, randomStream } from './random.ts';
export { remembered } from './remembered.ts';
export { sha1Hex } from './sha1.ts';
export { sha256Hex } from './sha256.ts';
export { storedQuantity } from './stored-quantity.ts';
