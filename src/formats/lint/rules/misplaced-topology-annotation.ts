import {
  PREFERRED_TOPOLOGY_ANNOTATION,
  REQUIRED_TOPOLOGY_ANNOTATION,
  SLICE_CONSTRAINTS_ANNOTATION,
  SLICE_REQUIRED_TOPOLOGY_ANNOTATION,
  UNCONSTRAINED_TOPOLOGY_ANNOTATION,
} from '../../../model/index.ts';
import { below } from '../../located-object.ts';
import { isRecord } from '../../objects.ts';
import { fieldText, type Path } from '../../path.ts';
import type { LintJob } from '../lint-jobs.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';
import { jobText } from '../subjects.ts';

const NAMES = [
  REQUIRED_TOPOLOGY_ANNOTATION,
  PREFERRED_TOPOLOGY_ANNOTATION,
  UNCONSTRAINED_TOPOLOGY_ANNOTATION,
  SLICE_REQUIRED_TOPOLOGY_ANNOTATION,
  SLICE_CONSTRAINTS_ANNOTATION,
];
/** Templates inside of templates are not deeper than this. */
const MAX_DEPTH = 12;

/** Lists inside of which nothing has metadata. They are most of a pod template. */
const WITHOUT_METADATA: ReadonlySet<string> = new Set(['containers', 'initContainers', 'tolerations']);

/** A topology annotation where Kueue does not look, most often on the job in place of its pod template. */
export const misplacedTopologyAnnotation: LintRule = {
  code: 'misplaced-topology-annotation',
  severity: 'warning',
  about: 'a topology annotation that stands elsewhere than on a pod template, and on no pod template of the job',
  consequence: 'Kueue does not see it, and places the pods as if nothing were asked',
  *check({ jobs }) {
    for (const job of jobs) if (job.podSets.length > 0) yield* misplaced(job);
  },
};

function* misplaced(job: LintJob): Iterable<LintPlace> {
  if (job.manifest === undefined) return;
  const heeded = new Set(job.podSets.flatMap(({ annotations }) => Object.keys(annotations)));
  for (const path of annotationMaps(job.manifest.source.object)) {
    const annotations = path.reduce<unknown>(
      (value, step) => (value as Record<string | number, unknown>)[step],
      job.manifest.source.object,
    ) as Readonly<Record<string, unknown>>;
    for (const name of NAMES) {
      if (heeded.has(name) || !Object.hasOwn(annotations, name)) continue;
      yield {
        at: below(job.at, ...path, name),
        isKey: true,
        reason: `${jobText(job)} has ${name} at ${fieldText(path)}, where it does nothing`,
        mend: `move it to the annotations of the pod template${templateText(job)}`,
      };
    }
  }
}

/** Where Kueue looks, if that is one place of the manifest. */
function templateText({ podSets: [podSet, ...others] }: LintJob): string {
  return podSet === undefined || others.length > 0 ? '' : `, ${podSet.annotationsField}`;
}

/** Paths of all maps called `annotations` that stand in metadata. */
function annotationMaps(root: object): Path[] {
  const paths: Path[] = [];
  const path: (string | number)[] = [];
  const visit = (value: object): void => {
    if (path.length > MAX_DEPTH) return;
    for (const key in value) {
      const child = (value as Record<string, unknown>)[key];
      if (typeof child !== 'object' || child === null || WITHOUT_METADATA.has(key)) continue;
      const isFound = key === 'annotations' && path.at(-1) === 'metadata' && isRecord(child);
      path.push(Array.isArray(value) ? Number(key) : key);
      if (isFound) paths.push([...path]);
      else visit(child);
      path.pop();
    }
  };
  visit(root);
  return paths;
}
