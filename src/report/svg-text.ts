/** A length for SVG: at most two decimals, never `-0`. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/** Fonts for names. */
export const MONOSPACE = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** From nothing taken to all taken. */
const EMPTY = [255, 255, 255] as const;
const FULL = [30, 100, 180] as const;

/** Colour for a share of 0 to 1; what lies outside is taken for the nearer end. */
export function useColor(use: number): string {
  const share = Math.min(1, Math.max(0, use));
  const channels = EMPTY.map((empty, i) => Math.round(empty + ((FULL[i] as number) - empty) * share));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** `1 instance`, `7 instances`. */
export function countText(count: number): string {
  return count === 1 ? '1 instance' : `${count} instances`;
}
