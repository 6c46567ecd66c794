import * as z from 'zod';
import { DEFAULT_SCHEDULER_CONFIG, type SchedulerConfig } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import { placeFindings } from '../finding.ts';
import type { NameRule } from '../names.ts';
import { answered, named, type ObjectPolicy, oneOf, optional, present, ruled, written } from '../schema.ts';
import type { ShapeContext, ShapeReader } from '../shape-reader.ts';
import type { ReadResult, Source } from '../source.ts';
import { clusterId, type Entity, entity, isAnswer, namePart, readList, repeated } from './entity.ts';
import { readOptionValue } from './option-value.ts';

const LIST_KEY = 'ClusterSchedulerConfigSummaries';
const KEYS = ['SchedulerConfig', 'ClusterSchedulerConfigArn', 'ClusterSchedulerConfigId'];

/**
 * HyperPod's policies of clusters: requests of CreateClusterSchedulerConfig and answers of DescribeClusterSchedulerConfig,
 * one of each cluster. Every limit of the API is checked (ec2-hyperpod §3.5); names of classes may be as long as the label
 * values that name them. What ListClusterSchedulerConfigs answers lacks the settings: a warning says so.
 */
export const clusterSchedulerConfigReader: ShapeReader = {
  matches: (value) => [LIST_KEY, ...KEYS].some((key) => Object.hasOwn(value, key)),
  read(value, context) {
    const object = value as Readonly<Record<string, unknown>>;
    if (!readList(object, LIST_KEY, context, readSummary)) readPolicy(object, context);
  },
};

/** A list names policies without what they say. */
function readSummary(_: unknown, { path, report }: ShapeContext): void {
  const message = 'a list of policies lacks their settings; give what describe-cluster-scheduler-config answers';
  report({ code: 'incomplete', severity: 'warning', path, message });
}

function readPolicy(value: unknown, { path, inputs, claim, report }: ShapeContext): void {
  const schema = isAnswer(value, 'ClusterSchedulerConfig') ? describedPolicy : requestedPolicy;
  const checked = checkShape(schema, value, path);
  if (!checked.isValid) {
    for (const finding of checked.findings) report(finding);
    return;
  }
  const { Name: name, ClusterArn: clusterArn, Status: status, SchedulerConfig: settings } = checked.value;
  if (!claim('ClusterSchedulerConfig of cluster', clusterId(clusterArn), [...path, 'Name'])) return;
  inputs.clusterSchedulerConfigs.push(present({ name, clusterArn, status, ...toSettings(settings) }));
}

/**
 * The settings of a policy as the AWS CLI takes them after `--scheduler-config`: its shorthand, or JSON. Problems point
 * into the text.
 *
 * @example
 * readSchedulerConfig({ file: '--scheduler-config', text: 'PriorityClasses=[{Name=inference,Weight=90}],FairShare=Enabled' });
 */
export function readSchedulerConfig(source: Source): ReadResult<SchedulerConfig> {
  const { documents, problems } = readOptionValue(source, NUMBERS);
  const [document] = documents;
  if (document === undefined) return { state: 'refused', problems };
  const checked = checkShape(requestedSettings, document.value, []);
  if (checked.isValid) return { state: 'read', value: toSettings(checked.value), warnings: [] };
  return { state: 'refused', problems: placeFindings(document, checked.findings) };
}

interface SettingsObject {
  readonly PriorityClasses?:
    | readonly { readonly Name: string; readonly Weight?: number | null | undefined }[]
    | null
    | undefined;
  readonly FairShare?: SchedulerConfig['fairShare'] | null | undefined;
  readonly IdleResourceSharing?: SchedulerConfig['idleResourceSharing'] | null | undefined;
}

interface PolicyObject extends Entity {
  readonly SchedulerConfig: SettingsObject;
}

/** Keys whose values are numbers, which the shorthand does not tell from texts. */
const NUMBERS: ReadonlySet<string> = new Set(['Weight']);
/** `CLASS-priority` has to be the value of a label, of at most 63 characters. */
const CLASS_NAME: NameRule = namePart('name of a priority class', 54);
const SWITCH = ['Enabled', 'Disabled'] as const;

function settingsSchema(policy: ObjectPolicy): z.ZodType<SettingsObject> {
  const priorityClass = policy(() => ({
    Name: named(CLASS_NAME),
    Weight: optional(z.number().int().min(0).max(100)),
  }));
  return policy(() => ({
    PriorityClasses: optional(
      ruled(z.array(priorityClass).max(10), (classes) => repeated(classes, 'Name', 'priority class')),
    ),
    FairShare: optional(oneOf(SWITCH)),
    IdleResourceSharing: optional(oneOf(SWITCH)),
  }));
}

function policySchema(policy: ObjectPolicy): z.ZodType<PolicyObject> {
  return entity(policy === answered, 'ClusterSchedulerConfig', { SchedulerConfig: settingsSchema(policy) });
}

const requestedSettings = settingsSchema(written);
const requestedPolicy = policySchema(written);
const describedPolicy = policySchema(answered);

function toSettings({ PriorityClasses, FairShare, IdleResourceSharing }: SettingsObject): SchedulerConfig {
  const { fairShare, idleResourceSharing } = DEFAULT_SCHEDULER_CONFIG;
  return {
    priorityClasses: (PriorityClasses ?? []).map(({ Name, Weight }) => ({ name: Name, weight: Weight ?? 0 })),
    fairShare: FairShare ?? fairShare,
    idleResourceSharing: IdleResourceSharing ?? idleResourceSharing,
  };
}
