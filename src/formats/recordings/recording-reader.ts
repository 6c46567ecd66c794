import type { Recording } from '../../analysis/index.ts';
import type { Problem } from '../../base/index.ts';
import type { Cluster, FeatureGates } from '../../model/index.ts';
import type { InputDocument } from '../documents/document.ts';
import { InputReader } from '../input-reader.ts';
import type { Inputs } from '../inputs.ts';
import { RECORDED_KINDS } from '../kueue/recorded-readers.ts';
import type { Path } from '../path.ts';

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
  const { inputs, problems } = readRecordedObjects(document, objects, gates);
  const { nodes, pods, topologies, resourceFlavors, workloads } = inputs;
  return { cluster: { nodes, pods, topologies, resourceFlavors, workloads }, problems };
}

/**
 * What a recording's `objects` describe, of all kinds. Objects of Kueue's own kinds are taken as they are: names that no
 * API server lets through, no defaults (kueue-quota §3.1, Q25).
 *
 * @param at where in the recording the objects stand
 */
export function readRecordedObjects(
  document: InputDocument,
  objects: readonly unknown[],
  gates: FeatureGates,
  at: Path = ['objects'],
): { readonly inputs: Inputs; readonly problems: Problem[] } {
  const reader = new InputReader(gates, RECORDED_KINDS);
  const problems = reader.read({
    ...document,
    value: objects,
    locate: (spots) => document.locate(spots.map((spot) => ({ ...spot, path: [...at, ...spot.path] }))),
  });
  return { inputs: reader.inputs, problems };
}
