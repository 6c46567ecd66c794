import { writtenPriorityClassPath } from '../../kueue/workload-conversion.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintRule } from '../lint-rule.ts';
import { missingObject } from '../named-object.ts';

/** A Workload whose priority class does not exist; of jobs Kueue itself says so. */
export const unknownPriorityClass: LintRule = {
  code: 'unknown-priority-class',
  severity: 'warning',
  about: 'a Workload that names a WorkloadPriorityClass or PriorityClass which does not exist',
  consequence: 'its priority stays what it was when it was made, and changes of the class never reach it',
  *check(context) {
    for (const { name: workload, namespace, priorityClass } of context.inputs.workloads) {
      const object = context.objects.find('Workload', workload, namespace);
      if (priorityClass === undefined || object === undefined) continue;
      const at = below(object, ...writtenPriorityClassPath(object.value));
      const { kind, name } = priorityClass;
      const consequence = 'the priority it has stays as it is';
      yield* missingObject(context, { by: `Workload ${shown(workload)}`, at, kind, name }, consequence);
    }
  },
};
