/** Colours of one layer in drawn pictures. */
export interface LayerColors {
  /** Outlines, links and marks. */
  readonly strong: string;
  /** Areas behind text. */
  readonly pale: string;
}

/** Told apart by people who see fewer colours too, and in grey. */
const COLORS: readonly LayerColors[] = [
  { strong: '#4c3fb3', pale: '#e6e3fb' },
  { strong: '#0b7285', pale: '#d5f0f4' },
  { strong: '#c2570c', pale: '#fdebd8' },
  { strong: '#9c2c77', pale: '#fae0f0' },
];

/** For what stands below no network node. */
const NO_LAYER: LayerColors = { strong: '#868e96', pale: '#f1f3f5' };

/** The colours of a layer, 1 for the top, 0 for none; they repeat after four. */
export function layerColors(layer: number): LayerColors {
  return layer === 0 ? NO_LAYER : (COLORS[(layer - 1) % COLORS.length] as LayerColors);
}
