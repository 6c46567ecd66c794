/** Names in one message; the rest is only counted. */
const MAX_LISTED = 5;

/** Names for a message: the first five, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - MAX_LISTED;
  return names.slice(0, MAX_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
