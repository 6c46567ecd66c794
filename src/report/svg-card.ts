import type { Instance } from '../model/index.ts';
import { escapeXml } from './escape.ts';
import { layerColors } from './layer-colors.ts';
import {
  CARD_PADDING,
  CELL,
  CELL_STEP,
  cellsPerRow,
  LINE_HEIGHT,
  NAME_SIZE,
  type Placed,
  SMALL_SIZE,
  SUM_BAR_WIDTH,
  sumText,
  textWidth,
} from './svg-layout.ts';
import type { CardPicture } from './svg-picture.ts';
import { MONOSPACE, px, useColor } from './svg-text.ts';

/** How much of an instance is taken, where that is known. */
type Use = (instance: Instance) => number | undefined;

/** Draws the instances of one network node, or what is summed up below it. */
export function drawCard({ x, y, width, height }: Placed, card: CardPicture, use: Use | undefined): string {
  const { strong, pale } = layerColors(card.layer);
  const top = y - height / 2;
  const frame = `<rect x="${px(x)}" y="${px(top)}" width="${px(width)}" height="${px(height)}" rx="8" fill="#ffffff" stroke="${strong}" stroke-width="1.2"/>`;
  const style = { strong, pale, use };
  if (card.detail === 'sum') return frame + drawSum(card, x + CARD_PADDING, y, style);
  const rows = contentHeight(card);
  const start = { x: x + CARD_PADDING, y: y - rows / 2 };
  return frame + card.instances.map((instance, i) => drawInstance(card, instance, i, start, style)).join('');
}

interface Style {
  readonly strong: string;
  readonly pale: string;
  readonly use: Use | undefined;
}

function contentHeight({ detail, instances }: CardPicture): number {
  const count = instances.length;
  if (detail === 'names') return count * LINE_HEIGHT - (LINE_HEIGHT - CELL);
  return Math.ceil(count / cellsPerRow(count)) * CELL_STEP - (CELL_STEP - CELL);
}

function drawInstance(
  { detail, instances }: CardPicture,
  instance: Instance,
  index: number,
  start: { readonly x: number; readonly y: number },
  style: Style,
): string {
  const { nodeName, id, type = '' } = instance;
  const name = nodeName ?? id;
  if (detail === 'cells') {
    const perRow = cellsPerRow(instances.length);
    const left = start.x + (index % perRow) * CELL_STEP;
    return drawCell(instance, left, start.y + Math.floor(index / perRow) * CELL_STEP, style);
  }
  const y = start.y + index * LINE_HEIGHT;
  const textX = start.x + CELL + 8;
  const typeX = textX + longestName(instances) + 12;
  const typeText = `<text x="${px(typeX)}" y="${px(y + 10.5)}" font-size="${SMALL_SIZE}" font-family="${MONOSPACE}" fill="#6b7280">${escapeXml(type)}</text>`;
  return [
    drawCell(instance, start.x, y, style),
    `<text x="${px(textX)}" y="${px(y + 10.5)}" font-size="${NAME_SIZE}" font-family="${MONOSPACE}" fill="#1b1f24">${escapeXml(name)}</text>`,
    type === '' ? '' : typeText,
  ].join('');
}

function longestName(instances: readonly Instance[]): number {
  return instances.reduce((most, { nodeName, id }) => Math.max(most, textWidth(nodeName ?? id, NAME_SIZE)), 0);
}

function drawCell(instance: Instance, x: number, y: number, { strong, pale, use }: Style): string {
  const share = use?.(instance);
  const fill = use === undefined ? pale : share === undefined ? '#e9ecef' : useColor(share);
  const words = [instance.nodeName ?? instance.id, instance.type, share === undefined ? '' : percent(share)];
  const tooltip = words.filter((word) => word !== undefined && word !== '').join(', ');
  return `<rect x="${px(x)}" y="${px(y)}" width="${CELL}" height="${CELL}" rx="2.5" fill="${fill}" stroke="${strong}" stroke-width="1"><title>${escapeXml(tooltip)}</title></rect>`;
}

function drawSum(card: CardPicture, x: number, y: number, { strong, use }: Style): string {
  const text = (words: string, baseline: number): string =>
    `<text x="${px(x)}" y="${px(baseline)}" font-size="${SMALL_SIZE}" font-family="${MONOSPACE}" fill="#1b1f24">${escapeXml(words)}</text>`;
  const words = sumText(card);
  if (use === undefined) return text(words, y + 4);
  const shares = card.instances.flatMap((instance) => use(instance) ?? []);
  if (shares.length === 0) return text(`${words}, use unknown`, y + 4);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const bar = (width: number, fill: string, stroke: string): string =>
    `<rect x="${px(x)}" y="${px(y + 4)}" width="${px(width)}" height="8" rx="2.5" fill="${fill}" stroke="${stroke}" stroke-width="1"/>`;
  return [
    text(`${words}, ${percent(mean)}`, y - 4),
    bar(SUM_BAR_WIDTH, '#ffffff', strong),
    bar(SUM_BAR_WIDTH * Math.min(1, Math.max(0, mean)), useColor(1), 'none'),
  ].join('');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} % taken`;
}
