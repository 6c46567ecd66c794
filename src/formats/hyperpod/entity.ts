import * as z from 'zod';
import type { SchedulerResourceStatus } from '../../model/index.ts';
import { mistake } from '../finding.ts';
import type { NameRule } from '../names.ts';
import { shown } from '../path.ts';
import { answered, named, type OwnProblem, oneOf, optional, ruled, written } from '../schema.ts';
import type { ShapeContext } from '../shape-reader.ts';

/** What allocations and policies have in common: a request to create one, the answer that describes it, an item of a list. */
export interface Entity {
  readonly Name: string;
  readonly ClusterArn?: string | null | undefined;
  readonly Status?: SchedulerResourceStatus | null | undefined;
}

/** Shape of names of the API: DNS labels, so that Kubernetes names can be made of them. */
const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** A name that becomes part of a Kubernetes name, with a room of so many characters (ec2-hyperpod §3.5). */
export function namePart(what: string, maxLength: number): NameRule {
  return {
    what,
    matches: (name) => name.length <= maxLength && DNS_LABEL.test(name),
    form: `at most ${maxLength} small letters, digits and "-", starting and ending with a letter or digit`,
  };
}

/** An object of the API in a request that people write, or in an answer. */
export function entity<S extends z.ZodRawShape>(
  isAnswer: boolean,
  kind: 'ComputeQuota' | 'ClusterSchedulerConfig',
  shape: S,
): z.ZodType<Entity & z.output<z.ZodObject<S>>> {
  const common = {
    ...shape,
    Name: named(ENTITY_NAME),
    Description: optional(named(DESCRIPTION)),
    Tags: optional(tags),
  };
  if (!isAnswer) return written(() => ({ ...common, ClusterArn: named(CLUSTER_ARN) })) as never;
  const fields = { ...common, ClusterArn: optional(named(CLUSTER_ARN)), Status: optional(oneOf(STATUSES)) };
  return answered(() => fields, [`${kind}Arn`, `${kind}Id`, `${kind}Version`, ...OTHER_KEYS]) as never;
}

/** Is this an answer of the API, and no request? */
export function isAnswer(value: unknown, kind: 'ComputeQuota' | 'ClusterSchedulerConfig'): boolean {
  return (
    typeof value === 'object' && value !== null && [`${kind}Arn`, `${kind}Id`].some((key) => Object.hasOwn(value, key))
  );
}

/** Reads every item of a list answer; false if the object is none. */
export function readList(
  value: Readonly<Record<string, unknown>>,
  listKey: string,
  context: ShapeContext,
  readItem: (item: unknown, context: ShapeContext) => void,
): boolean {
  if (!Object.hasOwn(value, listKey)) return false;
  const items = value[listKey];
  const path = [...context.path, listKey];
  if (Array.isArray(items)) items.forEach((item, i) => void readItem(item, { ...context, path: [...path, i] }));
  else context.report(mistake('wrong-type', path, `expected a list, found ${shown(items)}`));
  const { NextToken: token } = value;
  if (token !== undefined && token !== null && token !== '') {
    const message = 'the list has more pages; ask with this NextToken and give them too, if they are not here yet';
    context.report({ code: 'incomplete', severity: 'warning', path: [...context.path, 'NextToken'], message });
  }
  return true;
}

/** Id of a cluster by its ARN, as messages say it. */
export function clusterId(clusterArn: string | null | undefined): string {
  return typeof clusterArn === 'string' ? clusterArn.slice(clusterArn.lastIndexOf('/') + 1) : 'unknown';
}

const ENTITY_NAME: NameRule = {
  what: 'name',
  matches: (name) => name.length <= 63 && /^[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?$/.test(name),
  form: 'at most 63 letters, digits and "-", starting and ending with a letter or digit',
};

const CLUSTER_ARN: NameRule = {
  what: 'cluster ARN',
  matches: (arn) => arn.length <= 256 && /^arn:aws[-a-z]*:sagemaker:[-a-z0-9]*:\d{12}:cluster\/[a-z0-9]{12}$/.test(arn),
  form: 'such as arn:aws:sagemaker:us-west-2:111122223333:cluster/example12345',
};

const DESCRIPTION: NameRule = {
  what: 'description',
  matches: (text) => text.length <= 1024 && /^[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*$/u.test(text),
  form: 'at most 1024 printable characters',
};

const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const TAG_KEY: NameRule = {
  what: 'tag key',
  matches: (key) => key.length >= 1 && key.length <= 128 && TAG_TEXT.test(key),
  form: '1 to 128 letters, digits, spaces and _ . : / = + - @',
};
const TAG_VALUE: NameRule = {
  what: 'tag value',
  matches: (value) => value.length <= 256 && TAG_TEXT.test(value),
  form: 'at most 256 letters, digits, spaces and _ . : / = + - @',
};

const tags = ruled(z.array(written(() => ({ Key: named(TAG_KEY), Value: named(TAG_VALUE) }))).max(50), (items) =>
  repeated(items, 'Key', 'tag'),
);

/** A mistake for every item whose key stands in an earlier one too. */
export function* repeated<K extends string>(
  items: readonly { readonly [key in K]: string }[],
  key: K,
  what: string,
): Iterable<OwnProblem & { readonly path: readonly (string | number)[] }> {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const message = `the ${what} ${shown(item[key])} stands here a second time; keep one of them`;
    if (seen.has(item[key])) yield { code: 'duplicate', path: [index, key], message };
    seen.add(item[key]);
  }
}

const STATUSES = [
  'Creating',
  'CreateFailed',
  'CreateRollbackFailed',
  'Created',
  'Updating',
  'UpdateFailed',
  'UpdateRollbackFailed',
  'Updated',
  'Deleting',
  'DeleteFailed',
  'DeleteRollbackFailed',
  'Deleted',
] as const;

/** What answers say besides. */
const OTHER_KEYS = [
  'FailureReason',
  'StatusDetails',
  'CreationTime',
  'CreatedBy',
  'LastModifiedTime',
  'LastModifiedBy',
];
