import type { Instance } from '../model/index.ts';
import type { Network } from '../topology/index.ts';
import { escapeXml } from './escape.ts';
import { layerColors } from './layer-colors.ts';
import { drawCard } from './svg-card.ts';
import { layOut, NAME_SIZE, type Placed, SMALL_SIZE } from './svg-layout.ts';
import { drawLegend, LEGEND_GAP } from './svg-legend.ts';
import { type NetworkNodePicture, pictureOf } from './svg-picture.ts';
import { countText, MONOSPACE, px } from './svg-text.ts';

/** What a picture of a network depends on besides the network. */
export interface SvgOptions {
  readonly title?: string;
  /** How much of an instance is taken, 0 to 1; undefined where nobody knows. Without it nothing is filled. */
  readonly use?: (instance: Instance) => number | undefined;
}

const MARGIN = 28;

/**
 * The network as one self-contained SVG picture: layers from left to right, a colour each, so that whoever hangs on one
 * line shares what stands at its left end; instances behind the lowest network node, filled by how much of them is taken.
 *
 * Up to 64 instances have their names, up to 640 a square each (names as tooltips), more are summed up. So are layers of
 * more network nodes than can be looked at (48 to 80), with all below. No script, no font, no network; the same network gives the
 * same bytes.
 */
export function svg(network: Network, { title = 'Cluster Topology', use }: SvgOptions = {}): string {
  const { placed, width, height } = layOut(pictureOf(network));
  const legend = drawLegend(network, title, use !== undefined);
  const pageWidth = Math.max(width, legend.width) + 2 * MARGIN;
  const pageHeight = legend.height + LEGEND_GAP + height + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(pageWidth)}" height="${px(pageHeight)}" viewBox="0 0 ${px(pageWidth)} ${px(pageHeight)}" role="img" font-family="ui-sans-serif, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">${legend.text}</g>`,
    `<g transform="translate(${MARGIN} ${px(MARGIN + legend.height + LEGEND_GAP)})">`,
    ...placed.map(drawLink),
    ...placed.map((one) =>
      one.picture.kind === 'card' ? drawCard(one, one.picture, use) : drawNode(one, one.picture),
    ),
    '</g>',
    '</svg>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function drawLink({ parent, x, y, picture }: Placed): string {
  if (parent === undefined) return '';
  const from = parent.x + parent.width;
  const middle = (from + x) / 2;
  const layer = picture.kind === 'card' ? picture.layer : picture.layer - 1;
  const curve = `M${px(from)} ${px(parent.y)}C${px(middle)} ${px(parent.y)} ${px(middle)} ${px(y)} ${px(x)} ${px(y)}`;
  return `<path d="${curve}" fill="none" stroke="${layerColors(layer).strong}" stroke-width="1.6" stroke-opacity="0.75"/>`;
}

function drawNode({ x, y, width, height }: Placed, { layer, label, instanceCount }: NetworkNodePicture): string {
  const { strong, pale } = layerColors(layer);
  const middle = px(x + width / 2);
  return [
    `<rect x="${px(x)}" y="${px(y - height / 2)}" width="${px(width)}" height="${px(height)}" rx="8" fill="${pale}" stroke="${strong}" stroke-width="1.6"/>`,
    `<text x="${middle}" y="${px(y - 3)}" text-anchor="middle" font-family="${MONOSPACE}" font-size="${NAME_SIZE}" font-weight="600" fill="#1b1f24">${escapeXml(label)}</text>`,
    `<text x="${middle}" y="${px(y + 12)}" text-anchor="middle" font-size="${SMALL_SIZE}" fill="${strong}">${countText(instanceCount)}</text>`,
  ].join('');
}
