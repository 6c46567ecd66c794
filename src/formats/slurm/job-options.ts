import type { SlurmJob } from '../../placement/index.ts';
import { expandHosts } from '../hostlist.ts';
import { shown } from '../path.ts';

/** A job, or what is wrong with its options. */
export type ReadSlurmJob =
  | { readonly state: 'read'; readonly job: SlurmJob }
  | { readonly state: 'malformed'; readonly message: string };

/** What an option adds to the job; undefined for a value that is none. */
type Option = (value: string) => Partial<SlurmJob> | undefined;

const OPTIONS: Readonly<Record<string, Option>> = {
  '--nodes': readNodes,
  '--ntasks': number((tasks) => ({ tasks })),
  '--ntasks-per-node': number((tasksPerNode) => ({ tasksPerNode })),
  '--gres': readGres,
  // "2@0:30" also says how long to wait for so few switches.
  '--switches': (value) => number((maxSwitches) => ({ maxSwitches }))(value.replace(/@.*$/, '')),
  '--segment': number((segment) => ({ segment })),
  '--exclude': names((exclude) => ({ exclude })),
  '--nodelist': names((nodelist) => ({ nodelist })),
};

const FLAGS: Readonly<Record<string, Partial<SlurmJob>>> = {
  '--exclusive': { isExclusive: true },
  '--contiguous': { isContiguous: true },
};

const SHORT: Readonly<Record<string, string>> = {
  '-N': '--nodes',
  '-n': '--ntasks',
  '-w': '--nodelist',
  '-x': '--exclude',
};

/**
 * What a job asks for, from options of `salloc`, `sbatch` or `srun` that bear on where it goes; `--opt=value` and
 * `-N value` both. Other options are refused, for what they do is not modelled.
 */
export function readSlurmJob(args: readonly string[]): ReadSlurmJob {
  let job: SlurmJob = {};
  for (let i = 0; i < args.length; i++) {
    const [given = '', attached] = splitOption(args[i] as string);
    const flag = FLAGS[given];
    const read = OPTIONS[SHORT[given] ?? given];
    if (flag !== undefined && attached === undefined) job = { ...job, ...flag };
    else if (read === undefined) return malformed(`option ${shown(args[i])} is not modelled; leave it out`);
    else {
      const value = attached ?? args[++i];
      const part = value === undefined ? undefined : read(value);
      if (part === undefined) return malformed(`${given} has no value that it could have: ${shown(value)}`);
      job = { ...job, ...part };
    }
  }
  return { state: 'read', job };
}

function splitOption(arg: string): [string, string | undefined] {
  const equals = arg.indexOf('=');
  return equals < 0 ? [arg, undefined] : [arg.slice(0, equals), arg.slice(equals + 1)];
}

function readNodes(value: string): Partial<SlurmJob> | undefined {
  const [, least, most = least] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(value) ?? [];
  const [min, max] = [Number(least), Number(most)];
  return min >= 1 && max >= min ? { nodes: { min, max } } : undefined;
}

/** `gpu`, `gpu:2`, `gpu:a100:2`. */
function readGres(value: string): Partial<SlurmJob> | undefined {
  const [, count = '1'] = /^gpu(?::[A-Za-z]\w*)?(?::(\d{1,9}))?$/.exec(value) ?? [undefined, ''];
  return count === '' ? undefined : { gpusPerNode: Number(count) };
}

function number(toPart: (value: number) => Partial<SlurmJob>): Option {
  return (value) => (/^[1-9]\d{0,8}$/.test(value) ? toPart(Number(value)) : undefined);
}

function names(toPart: (value: readonly string[]) => Partial<SlurmJob>): Option {
  return (value) => {
    const expanded = expandHosts(value);
    return expanded.state === 'expanded' ? toPart(expanded.names) : undefined;
  };
}

function malformed(message: string): ReadSlurmJob {
  return { state: 'malformed', message };
}
