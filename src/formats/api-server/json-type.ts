/** What the API server calls the type of a value that it decoded. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** Also what the largest int64 is read as. */
const TWO_TO_63 = 2 ** 63;

/** Type of a value; whole numbers beyond int64 are no integers any more. */
export function jsonType(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'number':
      return Number.isInteger(value) && value >= -TWO_TO_63 && value <= TWO_TO_63 ? 'integer' : 'number';
    case 'string':
      return 'string';
    default:
      return 'object';
  }
}
