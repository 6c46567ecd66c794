import { JOB_KINDS } from '../../../src/formats/manifests/job-kinds.ts';
import { type ConformanceOptions, conformance } from './conformance.ts';
import { examplesOf } from './examples.ts';

const OPTIONS: Readonly<Record<string, ConformanceOptions>> = {
  // Ranks of workers beside a working launcher (manifests fact 12).
  MPIJob: { changesUnmanaged: /pod-index-offset$/ },
  // Room for Kueue's patch (fact 20).
  TrainJob: { changesUnmanaged: /^\/spec\/runtimePatches$/ },
};

for (const kind of JOB_KINDS) conformance(kind, examplesOf(kind.kind), OPTIONS[kind.kind]);
