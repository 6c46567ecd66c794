import * as z from 'zod';
import { HOSTNAME_LABEL, type Topology } from '../../model/index.ts';
import { object, withRules } from '../api-server/crd-schema.ts';
import { type KueueKind, kueueKind } from './kueue-kind.ts';
import { qualifiedName } from './texts.ts';

type Levels = readonly { readonly nodeLabel: string }[];

const levels = z
  .array(object({ nodeLabel: qualifiedName.min(1) }))
  .min(1)
  .max(16);
const rules = [
  { message: 'must be unique', holds: (self: Levels) => new Set(self.map(labelOf)).size === self.length },
  {
    message: 'the kubernetes.io/hostname label can only be used at the lowest level of topology',
    holds: (self: Levels) => !self.some((level) => labelOf(level) === HOSTNAME_LABEL) || isHostExact(self),
  },
];
const mayChange = {
  message: 'levels are mutable only when kubernetes.io/hostname is the lowest level both before and after the change',
  isTransition: true as const,
  holds: (self: Levels, old: Levels) => isSame(self, old) || (isHostExact(self) && isHostExact(old)),
};
const mayNotChange = { message: 'field is immutable', isTransition: true as const, holds: isSame };

/** Kueue's Topology (kueue-tas §2.4, kueue-validation §3). */
export const topologyKind: KueueKind<Topology> = kueueKind({
  kind: 'Topology',
  formerVersions: ['v1alpha1'],
  isNamespaced: false,
  hasStatusSubresource: false,
  schema: object({}, { spec: object({ levels: withRules(levels, [mayChange, ...rules]) }) }),
  schemaV1beta1: object({}, { spec: object({ levels: withRules(levels, [mayNotChange, ...rules]) }) }),
  add: (model, { inputs }) => void inputs.topologies.push(model),
  toModel: ({ metadata, spec }) => ({
    name: metadata?.name ?? '',
    levels: (spec?.levels ?? []).map(({ nodeLabel = '' }) => nodeLabel),
  }),
});

function labelOf({ nodeLabel }: Levels[number]): string {
  return nodeLabel;
}

function isHostExact(levels: Levels): boolean {
  return levels.at(-1)?.nodeLabel === HOSTNAME_LABEL;
}

function isSame(self: Levels, old: Levels): boolean {
  return self.length === old.length && self.every((level, i) => level.nodeLabel === old[i]?.nodeLabel);
}
