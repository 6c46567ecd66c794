import type { Recording } from '../../analysis/index.ts';
import type { Problem } from '../../base/index.ts';
import type { Cluster, FeatureGates } from '../../model/index.ts';
import type { InputDocument } from '../document.ts';
import { InputReader } from '../input-reader.ts';

/** Reads the recordings of one kind. Adding a kind is one of these and one entry in `read-recordings.ts`. */
export interface RecordingReader {
  readonly kind: string;
  /** The recording, or several of one object; none when one of the problems is an error. */
  read(document: InputDocument): ReadRecording;
}

/** What one object of a file of recordings holds. */
export type ReadRecording =
  | { readonly recording: Recording; readonly problems: Problem[] }
  | { readonly recordings: readonly Recording[]; readonly problems: Problem[] }
  | { readonly problems: Problem[] };

/** The cluster that a recording's `objects` describe. */
export function readObjects(
  document: InputDocument,
  objects: readonly unknown[],
  gates: FeatureGates,
): { readonly cluster: Cluster; readonly problems: Problem[] } {
  const reader = new InputReader(gates);
  const problems = reader.read({
    ...document,
    value: objects,
    locate: (spots) => document.locate(spots.map((spot) => ({ ...spot, path: ['objects', ...spot.path] }))),
  });
  const { nodes, pods, topologies, resourceFlavors, workloads } = reader.inputs;
  return { cluster: { nodes, pods, topologies, resourceFlavors, workloads }, problems };
}
