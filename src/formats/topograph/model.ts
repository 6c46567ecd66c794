import * as z from 'zod';
import { PLAIN_TEXT } from '../names.ts';
import { named, optional, written } from '../schema.ts';

/** Annotations of a block that name its accelerator domain, and the part of it. */
export const DOMAIN_ANNOTATIONS: readonly string[] = [
  'accelerator.topology.test/domain',
  'accelerator.topograph.run/domain',
];
export const SUB_DOMAIN_ANNOTATIONS: readonly string[] = [
  'accelerator.topology.test/sub-domain',
  'accelerator.topograph.run/sub-domain',
];
/** Label of a switch that its nodes take over. */
export const ZONE_LABEL = 'topology.kubernetes.io/zone';

/** A switch, under its name. */
export interface TopographSwitch {
  readonly labels?: Readonly<Record<string, string>> | null | undefined;
  /** Names of the switches below. */
  readonly switches?: readonly string[] | null | undefined;
}

/** Nodes that hang on one switch and share their annotations. */
export interface TopographBlock {
  /** Absent for nodes outside the fabric. */
  readonly switch?: string | null | undefined;
  /** Host lists. */
  readonly nodes: readonly string[];
  readonly annotations?: Readonly<Record<string, string>> | null | undefined;
}

/** topograph's model of a cluster, as its tests and simulators read it (ec2-hyperpod §6.2). */
export interface TopographModel {
  readonly switches?: Readonly<Record<string, TopographSwitch>> | null | undefined;
  readonly blocks: readonly TopographBlock[];
}

const texts = z.record(z.string(), z.string());

/** Shape of a model; names and references are checked afterwards. */
export const topographModel: z.ZodType<TopographModel> = written(() => ({
  switches: optional(
    z.record(
      z.string(),
      written(() => ({ labels: optional(texts), switches: optional(z.array(named(PLAIN_TEXT))) })),
    ),
  ),
  blocks: z.array(
    written(() => ({
      switch: optional(named(PLAIN_TEXT)),
      nodes: z.array(z.string()).min(1),
      annotations: optional(texts),
    })),
  ),
}));
