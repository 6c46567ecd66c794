import type { Spot } from './input-document.ts';
import { SpotFinder } from './spot-finder.ts';

const CLOSE = 0;
const OBJECT = 1;
const LIST = 2;
const KEY = 3;
const SCALAR = 4;

/** Where everything in a text stands, in its order: what remains of it for finding spots. */
export class YamlTrail {
  #length = 0;
  #steps = new Uint8Array(64);
  #offsets = new Int32Array(64);
  readonly #keys: string[] = [];

  /** Where the next step will be. */
  get end(): TrailMark {
    return { step: this.#length, key: this.#keys.length };
  }

  openObject(offset: number): void {
    this.#add(OBJECT, offset);
  }

  openList(offset: number): void {
    this.#add(LIST, offset);
  }

  close(): void {
    this.#add(CLOSE, 0);
  }

  key(name: string, offset: number): void {
    this.#keys.push(name);
    this.#add(KEY, offset);
  }

  /** A value that holds no others, or an alias. */
  scalar(offset: number): void {
    this.#add(SCALAR, offset);
  }

  #add(step: number, offset: number): void {
    if (this.#length === this.#steps.length) this.#grow();
    this.#steps[this.#length] = step;
    this.#offsets[this.#length++] = offset;
  }

  #grow(): void {
    const steps = new Uint8Array(2 * this.#length);
    const offsets = new Int32Array(2 * this.#length);
    steps.set(this.#steps);
    offsets.set(this.#offsets);
    this.#steps = steps;
    this.#offsets = offsets;
  }

  /** Offset of a step. */
  offsetAt({ step }: TrailMark): number {
    return this.#offsets[step] as number;
  }

  /** Offsets of spots of the document between two marks. */
  find(spots: readonly Spot[], from: TrailMark, to: TrailMark): number[] {
    const finder = new SpotFinder(spots);
    // Of most documents of a long stream only the beginning is asked for.
    const end = spots.every(({ path }) => path.length === 0) ? from.step + 1 : to.step;
    let nextKey = from.key;
    for (let step = from.step; step < end; step++) {
      const offset = this.#offsets[step] as number;
      const kind = this.#steps[step];
      if (kind === CLOSE) finder.close();
      else if (kind === OBJECT) finder.openObject(offset);
      else if (kind === LIST) finder.openList(offset);
      else if (kind === KEY) finder.key(this.#keys[nextKey++] as string, offset);
      else finder.scalar(offset);
    }
    return spots.map((spot) => finder.offsetOf(spot));
  }
}

/** A place in a trail. */
export interface TrailMark {
  readonly step: number;
  readonly key: number;
}
