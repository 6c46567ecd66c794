import { selectsLabels } from '../../../model/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintContext } from '../lint-context.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** A queue whose selector takes no workload that waits in it. */
export const namespaceNotSelected: LintRule = {
  code: 'namespace-not-selected',
  severity: 'warning',
  about:
    'a ClusterQueue without a namespaceSelector, which takes no namespace, or one that does not take the namespace of its LocalQueue',
  consequence: 'workloads of these namespaces stay pending',
  *check(context) {
    yield* withoutSelector(context);
    yield* unselected(context);
  },
};

function* withoutSelector({ inputs, objects }: LintContext): Iterable<LintPlace> {
  for (const { name, namespaceSelector } of inputs.clusterQueues) {
    const object = objects.find('ClusterQueue', name);
    if (namespaceSelector !== undefined || object === undefined) continue;
    const reason = `ClusterQueue ${shown(name)} has no namespaceSelector, and so takes workloads of no namespace`;
    yield {
      at: below(object, 'spec'),
      isKey: true,
      reason,
      mend: 'add namespaceSelector: {} for all namespaces, or labels for some',
    };
  }
}

function* unselected({ inputs, objects }: LintContext): Iterable<LintPlace> {
  const namespaces = new Map(inputs.namespaces.map((namespace) => [namespace.name, namespace]));
  const selectors = new Map(inputs.clusterQueues.map(({ name, namespaceSelector }) => [name, namespaceSelector]));
  for (const { name, namespace = 'default', clusterQueue } of inputs.localQueues) {
    const known = namespaces.get(namespace);
    const selector = selectors.get(clusterQueue);
    const object = objects.find('LocalQueue', name, namespace);
    if (known === undefined || selector === undefined || object === undefined) continue;
    if (selectsLabels(selector, { ...known.labels, [NAME_LABEL]: namespace })) continue;
    yield {
      at: below(object, 'spec', 'clusterQueue'),
      reason: `LocalQueue ${shown(name)} is in namespace ${shown(namespace)}, which ClusterQueue ${shown(clusterQueue)} does not select`,
      mend: 'label the namespace as namespaceSelector asks, or widen the selector',
    };
  }
}
