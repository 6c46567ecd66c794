import type { Instance } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import { mistake } from '../finding.ts';
import { expandHosts } from '../hostlist.ts';
import { type Path, shown } from '../path.ts';
import type { ShapeContext, ShapeReader } from '../shape-reader.ts';
import {
  DOMAIN_ANNOTATIONS,
  SUB_DOMAIN_ANNOTATIONS,
  type TopographBlock,
  type TopographModel,
  topographModel,
  ZONE_LABEL,
} from './model.ts';
import { type SwitchPaths, switchPaths } from './switch-paths.ts';

/**
 * Reads topograph's model YAML into instances: switches become network nodes, from the top down; the accelerator domain
 * and its part are kept, and the zone that a switch gives to what is below it, the nearest switch counting.
 *
 * A node's name is its id and its node name, for a model knows no other. Regions and other labels are passed over. A
 * block of a switch that no other switch names is taken as a network of its own, with a warning.
 */
export const topographReader: ShapeReader = {
  matches: (value) => Array.isArray(value.blocks) && !Array.isArray(value.switches),
  read(value, context) {
    const checked = checkShape(topographModel, value, context.path);
    if (checked.isValid) addInstances(checked.value, context);
    else for (const finding of checked.findings) context.report(finding);
  },
};

/** A name that Kubernetes could give to a node, if in capitals. */
const NODE_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,251}[A-Za-z0-9])?$/;

function addInstances(model: TopographModel, context: ShapeContext): void {
  const paths = switchPaths(model, context.path, context.report);
  if (paths === undefined) return;
  const seen = new Set<string>();
  for (const [index, block] of model.blocks.entries()) {
    const path = [...context.path, 'blocks', index];
    const shared = { ...place(model, block, paths), ...domains(block) };
    warnOfUnknownSwitch(block, paths, path, context);
    for (const { name, at } of nodesOf(block, path, context)) {
      if (seen.has(name)) {
        context.report(mistake('duplicate', at, `node ${shown(name)} was given before; keep it in one block`));
      }
      seen.add(name);
      context.inputs.instances.push({ id: name, nodeName: name, ...shared });
    }
  }
}

function place(model: TopographModel, block: TopographBlock, paths: SwitchPaths): Pick<Instance, 'networkNodes'> {
  const networkNodes = block.switch == null ? [] : paths.pathOf(block.switch);
  const zone = networkNodes.map((name) => model.switches?.[name]?.labels?.[ZONE_LABEL]).findLast((found) => found);
  return { networkNodes, ...(zone === undefined ? {} : { availabilityZone: zone }) };
}

function domains({ annotations }: TopographBlock): Pick<Instance, 'ultraServerId' | 'subDomainId'> {
  const first = (keys: readonly string[]): string | undefined =>
    keys.map((key) => annotations?.[key]).find((value) => value !== undefined && value !== '');
  const domain = first(DOMAIN_ANNOTATIONS);
  const subDomain = first(SUB_DOMAIN_ANNOTATIONS);
  return {
    ...(domain === undefined ? {} : { ultraServerId: domain }),
    ...(subDomain === undefined ? {} : { subDomainId: subDomain }),
  };
}

function warnOfUnknownSwitch(block: TopographBlock, paths: SwitchPaths, path: Path, context: ShapeContext): void {
  const name = block.switch;
  if (name == null || paths.has(name)) return;
  const message = `no other switch names ${shown(name)}${paths.hint(name)}; its nodes share nothing with the others`;
  context.report({ code: 'not-found', severity: 'warning', path: [...path, 'switch'], message });
}

function* nodesOf(
  { nodes }: TopographBlock,
  path: Path,
  { report }: ShapeContext,
): Generator<{ readonly name: string; readonly at: Path }> {
  for (const [index, text] of nodes.entries()) {
    const at = [...path, 'nodes', index];
    const expanded = expandHosts(text);
    if (expanded.state === 'malformed') {
      report(mistake('invalid-value', at, expanded.message));
      continue;
    }
    for (const name of expanded.names) {
      if (NODE_NAME.test(name)) yield { name, at };
      else
        report(mistake('invalid-name', at, `${shown(name)} is no name of a node: letters, digits, "-", "_" and "."`));
    }
  }
}
