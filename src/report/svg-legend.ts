import { groupsByLayer, type Network, uniformDepth } from '../topology/index.ts';
import { escapeXml } from './escape.ts';
import { layerColors } from './layer-colors.ts';
import { countText, px, useColor } from './svg-text.ts';

/** The head of a picture, and the room that it takes. */
export interface Legend {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** From the head to the picture. */
export const LEGEND_GAP = 26;
const TITLE_SIZE = 20;
const TEXT_SIZE = 13;
const LINE = 22;
/** Width per character of the proportional font, generously. */
const ADVANCE = 0.56;

/** Draws the title, what each colour stands for, and what the filling says. */
export function drawLegend(network: Network, title: string, hasUse: boolean): Legend {
  const depth = uniformDepth(network);
  const layers = groupsByLayer(network).map((groups, i) => {
    const nodes = groups.length === 1 ? '1 network node' : `${groups.length} network nodes`;
    const most = depth === undefined ? 0 : 2 * (depth - i);
    const hops =
      depth === undefined ? '' : `; whoever shares one is ${i + 1 < depth ? 'at most ' : ''}${most} hops apart`;
    return { color: layerColors(i + 1).strong, text: `layer ${i + 1}: ${nodes}${hops}` };
  });
  const subtitle = `${countText(network.instances.length)} below ${layers.length === 1 ? '1 layer' : `${layers.length} layers`}`;
  const lines = layers.map(({ color, text }, i) => drawEntry(color, text, TITLE_SIZE + LINE * (i + 2)));
  const height = TITLE_SIZE + LINE * (layers.length + 1 + (hasUse ? 1 : 0));
  return {
    text: [
      `<text y="${TITLE_SIZE - 3}" font-size="${TITLE_SIZE}" font-weight="700" fill="#1b1f24">${escapeXml(title)}</text>`,
      `<text y="${TITLE_SIZE + LINE - 3}" font-size="${TEXT_SIZE}" fill="#6b7280">${subtitle}</text>`,
      ...lines,
      hasUse ? drawScale(TITLE_SIZE + LINE * (layers.length + 2)) : '',
    ].join(''),
    width: Math.max(
      title.length * TITLE_SIZE * 0.62,
      ...layers.map(({ text }) => 20 + text.length * TEXT_SIZE * ADVANCE),
    ),
    height,
  };
}

function drawEntry(color: string, text: string, baseline: number): string {
  return [
    `<rect x="0" y="${baseline - 13}" width="12" height="12" rx="3" fill="${color}"/>`,
    `<text x="20" y="${baseline - 3}" font-size="${TEXT_SIZE}" fill="#1b1f24">${text}</text>`,
  ].join('');
}

function drawScale(baseline: number): string {
  const steps = Array.from({ length: 5 }, (_, i) => {
    const x = 32 + i * 14;
    return `<rect x="${x}" y="${baseline - 13}" width="14" height="12" fill="${useColor(i / 4)}" stroke="#868e96" stroke-width="0.6"/>`;
  });
  const word = (x: number, text: string): string =>
    `<text x="${px(x)}" y="${baseline - 3}" font-size="${TEXT_SIZE}" fill="#1b1f24">${text}</text>`;
  return word(0, 'free') + steps.join('') + word(110, 'taken');
}
