import { closest, didYouMean } from '../base/index.ts';
import { groupOf, isMeantGroup } from './api-group.ts';
import { type Finding, mistake } from './finding.ts';
import type { KindReader } from './kubernetes/kind-reader.ts';
import { isRecord } from './objects.ts';
import { type Path, shown, valueAt } from './path.ts';

/** Keys that tell what an object is, for "did you mean". */
const TELLING_KEYS = [
  'Instances',
  'CapacityReservations',
  'InstanceId',
  'CapacityReservationId',
  'apiVersion',
  'kind',
  'blocks',
  'topology',
  'ComputeQuotaConfig',
  'SchedulerConfig',
];
const EXPECTED =
  'an EC2 topology answer ("Instances" or "CapacityReservations"), a Kubernetes object with apiVersion and kind, a ' +
  'topology model ("blocks"), or an allocation or policy of HyperPod ("ComputeQuotaConfig", "SchedulerConfig")';

/** Who reads an object; or why nobody does. */
export type FoundReader = { readonly reader: KindReader } | { readonly findings: readonly Finding[] };

/** Which of these readers, by kind, reads this object? A warning where it is of a kind that is none of their business. */
export function findReader(value: unknown, path: Path, readers: ReadonlyMap<string, KindReader>): FoundReader {
  if (!isRecord(value)) return refused('wrong-type', path, `expected ${EXPECTED}, found ${shown(value)}`);
  const { apiVersion, kind } = value;
  if (kind === undefined && apiVersion === undefined) return refused('unsupported-kind', path, unknownShape(value));
  if (typeof kind !== 'string' || typeof apiVersion !== 'string' || kind === '' || apiVersion === '') {
    return { findings: ['apiVersion', 'kind'].flatMap((key) => typeFinding(value, key, path)) };
  }
  const reader = readers.get(kind);
  if (reader === undefined) return { findings: [unknownKind(kind, apiVersion, path, readers)] };
  return reader.apiVersions.includes(apiVersion) ? { reader } : { findings: [otherVersion(reader, apiVersion, path)] };
}

function typeFinding(value: object, key: string, path: Path): Finding[] {
  const text = valueAt(value, [key]);
  if (typeof text === 'string' && text !== '') return [];
  const isMissing = text === undefined;
  const what = isMissing ? `"${key}" is missing` : `${key} must be a text, found ${shown(text)}`;
  return [
    mistake(isMissing ? 'missing' : 'wrong-type', [...path, key], `${what}; add it as in the object's reference`),
  ];
}

/** Another version of the same kind; or another kind with the same name, of which other groups may have many. */
function otherVersion({ kind, apiVersions }: KindReader, apiVersion: string, path: Path): Finding {
  const group = groupOf(apiVersion);
  const versions = apiVersions.join(', ');
  if (!isMeantGroup(group, apiVersions.map(groupOf))) {
    return passedOver(
      [...path, 'apiVersion'],
      `objects of kind ${kind} in ${shown(group)}`,
      `${kind} is read in ${versions}`,
    );
  }
  const hint = didYouMean(apiVersion, apiVersions);
  const message = `${kind} is read in ${versions}, found ${shown(apiVersion)}${hint}`;
  return mistake('unsupported-kind', [...path, 'apiVersion'], message);
}

/** A kind that is nearly a known one is a slip of the pen only in groups whose kinds are read. */
function unknownKind(kind: string, apiVersion: string, path: Path, readers: ReadonlyMap<string, KindReader>): Finding {
  const at = [...path, 'kind'];
  const match = closest(kind, readers.keys());
  const groups = [...readers.values()].flatMap(({ apiVersions }) => apiVersions.map(groupOf));
  if (match === undefined || !isMeantGroup(groupOf(apiVersion), groups)) {
    return passedOver(at, `objects of kind ${shown(kind)}`, 'this kind is not read');
  }
  const message = `unknown kind ${shown(kind)} (did you mean "${match}"?); correct it, or leave the object out`;
  return mistake('unsupported-kind', at, message);
}

function passedOver(path: Path, what: string, why: string): Finding {
  return { code: 'unsupported-kind', severity: 'warning', path, message: `${what} are passed over; ${why}` };
}

function refused(code: Finding['code'], path: Path, message: string): FoundReader {
  return { findings: [mistake(code, path, message)] };
}

function unknownShape(value: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(value);
  const hints = keys.slice(0, 20).map((key) => didYouMean(key, TELLING_KEYS));
  const found =
    keys.length === 0 ? 'an object without keys' : `an object with ${keys.slice(0, 3).map(shown).join(', ')}`;
  return `expected ${EXPECTED}, found ${found}${hints.find((hint) => hint !== '') ?? ''}`;
}
