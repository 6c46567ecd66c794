/** How many unordered pairs do so many things make? */
export function pairCount(count: number): number {
  return count < 2 ? 0 : (count * (count - 1)) / 2;
}
