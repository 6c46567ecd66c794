import type { VolumeText } from './flag-type.ts';
import type { VolumeConfig } from './job-config.ts';
import { booleanText, type Check, type Checked, failed, type Issue, text, valueError } from './value-check.ts';

type Key = 'name' | 'type' | 'mount_path' | 'path' | 'claim_name' | 'read_only';

const FIELDS: readonly (readonly [key: Key, isRequired: boolean, check: Check<string, unknown>])[] = [
  ['name', true, text()],
  ['type', true, checkType],
  ['mount_path', true, checkPath],
  ['path', false, checkPath],
  ['claim_name', false, text()],
  ['read_only', false, booleanText],
];

/** Volumes as the schema checks them: each by itself, then that no name and no mount path stands twice. */
export function checkVolumes(volumes: readonly VolumeText[]): Checked<readonly VolumeConfig[]> {
  const configs: VolumeConfig[] = [];
  const issues: Issue[] = [];
  for (const [index, volume] of volumes.entries()) {
    const checked = checkVolume(volume);
    if ('value' in checked) configs.push(checked.value);
    else for (const { path, message } of checked.issues) issues.push({ path: [String(index), ...path], message });
  }
  if (issues.length > 0) return { issues };
  if (new Set(configs.map(({ name }) => name)).size < configs.length) return valueError('Duplicate volume names found');
  const mountPaths = new Set(configs.map(({ mountPath }) => mountPath));
  return mountPaths.size < configs.length ? valueError('Duplicate mount paths found') : { value: configs };
}

function checkVolume(volume: VolumeText): Checked<VolumeConfig> {
  const values = new Map<string, unknown>();
  const issues: Issue[] = [];
  for (const [key, isRequired, check] of FIELDS) {
    const written = volume.get(key);
    if (written === undefined) {
      if (isRequired) issues.push({ path: [key], message: 'Field required' });
      continue;
    }
    const checked = check(written);
    if ('value' in checked) values.set(key, checked.value);
    else for (const { message } of checked.issues) issues.push({ path: [key], message });
  }
  const known = new Set<string>(FIELDS.map(([key]) => key));
  for (const key of volume.keys()) {
    if (!known.has(key)) issues.push({ path: [key], message: 'Extra inputs are not permitted' });
  }
  return issues.length > 0 ? { issues } : checkSource(toConfig(values));
}

function toConfig(values: ReadonlyMap<string, unknown>): VolumeConfig {
  return {
    name: values.get('name') as string,
    type: values.get('type') as VolumeConfig['type'],
    mountPath: values.get('mount_path') as string,
    ...(values.has('path') && { path: values.get('path') as string }),
    ...(values.has('claim_name') && { claimName: values.get('claim_name') as string }),
    ...(values.has('read_only') && { readOnly: values.get('read_only') as boolean }),
  };
}

function checkSource(volume: VolumeConfig): Checked<VolumeConfig> {
  if (volume.type === 'hostPath' && volume.path === undefined) {
    return valueError('hostPath volumes require path field');
  }
  if (volume.type === 'pvc' && volume.claimName === undefined)
    return valueError('PVC volumes require claim_name field');
  return { value: volume };
}

function checkType(value: string): Checked<string> {
  return value === 'hostPath' || value === 'pvc' ? { value } : failed("Input should be 'hostPath' or 'pvc'");
}

function checkPath(value: string): Checked<string> {
  if (value === '') return text()(value);
  return value.startsWith('/') ? { value } : valueError('Path must be absolute (start with /)');
}
