import { cluster, type HierarchyPointNode, hierarchy } from 'd3-hierarchy';
import type { CardPicture, NetworkNodePicture, Picture } from './svg-picture.ts';
import { countText } from './svg-text.ts';

/** A thing to draw and where: `x` is its left edge, `y` its vertical middle, in pixels. */
export interface Placed {
  readonly picture: Picture;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Absent for what stands on the paper itself. */
  readonly parent?: Placed;
}

/** Everything to draw, parents before children, and the room that it needs. */
export interface Layout {
  readonly placed: readonly Placed[];
  readonly width: number;
  readonly height: number;
}

/** Advance of one character of the monospaced font, as a share of its size. */
const ADVANCE = 0.602;
export const NAME_SIZE = 12;
export const SMALL_SIZE = 10.5;
/** Height of a network node, and the least of a card. */
const NODE_HEIGHT = 40;
const NODE_PADDING = 12;
/** From one column to the next, for the links. */
const COLUMN_GAP = 56;
/** From one card to the next. */
const ROW_GAP = 14;
export const CARD_PADDING = 9;
export const LINE_HEIGHT = 19;
export const CELL = 13;
export const CELL_STEP = 16;
const CELLS_PER_ROW = 24;
export const SUM_BAR_WIDTH = 150;

/** Width of a text in the monospaced font. */
export function textWidth(text: string, size: number): number {
  return Array.from(text).length * size * ADVANCE;
}

/** How many squares stand side by side in a card. */
export function cellsPerRow(count: number): number {
  return Math.min(count, CELLS_PER_ROW);
}

/** Gives everything its place: one column per layer from left to right, cards behind the network node they hang on. */
export function layOut(root: NetworkNodePicture): Layout {
  const heights = new Map<Picture, number>();
  const tree = hierarchy<Picture>(root, (picture) => (picture.kind === 'card' ? undefined : picture.children));
  for (const { data } of tree.leaves()) heights.set(data, heightOf(data));
  const spread = cluster<Picture>()
    .nodeSize([1, 1])
    .separation((a, b) => ((heights.get(a.data) ?? 0) + (heights.get(b.data) ?? 0)) / 2 + ROW_GAP);
  const points = spread(tree);
  const leaves = points.leaves();
  const top = leaves.reduce((least, { x, data }) => Math.min(least, x - (heights.get(data) ?? 0) / 2), 0);
  const placed = placeAll(points, top);
  return {
    placed,
    width: placed.reduce((most, { x, width }) => Math.max(most, x + width), 0),
    height: placed.reduce((most, { y, height }) => Math.max(most, y + height / 2), 0),
  };
}

function placeAll(points: HierarchyPointNode<Picture>, top: number): Placed[] {
  const widths = columnWidths(points);
  const columns = columnStarts(widths);
  const placedOf = new Map<HierarchyPointNode<Picture>, Placed>();
  points.eachBefore((point) => {
    if (point.depth === 0) return;
    const { data, parent } = point;
    const above = parent === null ? undefined : placedOf.get(parent);
    placedOf.set(point, {
      picture: data,
      x: columns[point.depth - 1] ?? 0,
      y: point.x - top,
      // Network nodes of a column are equally wide.
      width: data.kind === 'card' ? cardWidth(data) : (widths[point.depth - 1] ?? 0),
      height: heightOf(data),
      ...(above === undefined ? {} : { parent: above }),
    });
  });
  return [...placedOf.values()];
}

/** Width of the widest network node of every column. */
function columnWidths(points: HierarchyPointNode<Picture>): number[] {
  const widths: number[] = [];
  points.each(({ depth, data }) => {
    if (depth > 0 && data.kind === 'network-node')
      widths[depth - 1] = Math.max(widths[depth - 1] ?? 0, nodeWidth(data));
  });
  return widths;
}

/** Left edge of every column, and of the one behind the last. */
function columnStarts(widths: readonly number[]): number[] {
  const starts = [0];
  for (const [i, width] of widths.entries()) starts.push((starts[i] as number) + width + COLUMN_GAP);
  return starts;
}

function nodeWidth({ label, instanceCount }: NetworkNodePicture): number {
  const longest = Math.max(textWidth(label, NAME_SIZE), textWidth(countText(instanceCount), SMALL_SIZE));
  return longest + 2 * NODE_PADDING;
}

function heightOf(picture: Picture): number {
  return picture.kind === 'card' ? cardHeight(picture) : NODE_HEIGHT;
}

/** What a card says that sums up: network nodes and types below. */
export function sumText({ instances, hiddenNodeCount }: CardPicture): string {
  const types = new Set(instances.map(({ type }) => type ?? 'unknown type'));
  const [type = ''] = types;
  const what = types.size === 1 ? type : `${types.size} types`;
  if (hiddenNodeCount === 0) return what;
  return `${hiddenNodeCount} network node${hiddenNodeCount === 1 ? '' : 's'} below, ${what}`;
}

function cardWidth(card: CardPicture): number {
  const { detail, instances } = card;
  if (detail === 'sum') {
    return Math.max(SUM_BAR_WIDTH, textWidth(`${sumText(card)}, 100 % taken`, SMALL_SIZE)) + 2 * CARD_PADDING;
  }
  if (detail === 'cells') return cellsPerRow(instances.length) * CELL_STEP - (CELL_STEP - CELL) + 2 * CARD_PADDING;
  const longest = instances.reduce((most, { nodeName, id, type = '' }) => {
    const name = textWidth(nodeName ?? id, NAME_SIZE);
    return Math.max(most, name + (type === '' ? 0 : NODE_PADDING + textWidth(type, SMALL_SIZE)));
  }, 0);
  return CELL + 8 + longest + 2 * CARD_PADDING;
}

function cardHeight({ detail, instances }: CardPicture): number {
  if (detail === 'sum') return NODE_HEIGHT;
  const count = instances.length;
  const rows = detail === 'names' ? count * LINE_HEIGHT : Math.ceil(count / cellsPerRow(count)) * CELL_STEP;
  const slack = detail === 'names' ? LINE_HEIGHT - CELL : CELL_STEP - CELL;
  return Math.max(NODE_HEIGHT, rows - slack + 2 * CARD_PADDING);
}
