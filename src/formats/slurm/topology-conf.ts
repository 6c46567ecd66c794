import { didYouMean, type Problem, type ProblemCode } from '../../base/index.ts';
import type { SlurmBlock, SlurmSwitch, SlurmTopology } from '../../placement/index.ts';
import { type TextPositions, textPositions } from '../documents/text-positions.ts';
import { expandHosts } from '../hostlist.ts';
import { shown } from '../path.ts';
import type { ReadResult, Source } from '../source.ts';
import { checkTopology, type TopologyMistake } from './check-topology.ts';
import { type ConfField, type ConfLine, readConfLines } from './conf-lines.ts';

/**
 * Reads Slurm's `topology.conf`, of `topology/tree` (lines `SwitchName=`) or of `topology/block` (lines `BlockName=` and
 * one `BlockSizes=`). Host lists are written out, and a comment line right above an entry is kept with it. Every problem
 * at once; a file that includes others is refused.
 */
export function readTopologyConf(source: Source): ReadResult<SlurmTopology> {
  const reader = new ConfReader(textPositions(source.file, source.text));
  for (const line of readConfLines(source.text)) reader.readLine(line);
  return reader.finish();
}

type Entry =
  | { readonly kind: 'tree'; readonly value: SlurmSwitch; readonly fields: Fields }
  | { readonly kind: 'block'; readonly value: SlurmBlock; readonly fields: Fields };

/** Fields of one line by key in small letters. */
type Fields = ReadonlyMap<string, ConfField>;

const LINE_KINDS = ['SwitchName', 'BlockName', 'BlockSizes'] as const;
type LineKind = (typeof LINE_KINDS)[number];
const KEYS: Readonly<Record<LineKind, readonly string[]>> = {
  SwitchName: ['SwitchName', 'Switches', 'Nodes', 'LinkSpeed'],
  BlockName: ['BlockName', 'Nodes'],
  BlockSizes: ['BlockSizes'],
};
const FIELD_KEYS = { name: ['switchname', 'blockname'], switches: ['switches'], nodes: ['nodes'], sizes: [] } as const;

/** Collects entries and problems line by line. */
class ConfReader {
  readonly #positions: TextPositions;
  readonly #problems: Problem[] = [];
  readonly #entries: Entry[] = [];
  #sizes: { readonly values: readonly number[]; readonly field: ConfField } | undefined;

  constructor(positions: TextPositions) {
    this.#positions = positions;
  }

  readLine(line: ConfLine): void {
    const kind = this.#kindOf(line);
    if (kind === undefined) return;
    const fields = this.#fieldsOf(line, KEYS[kind]);
    const first = line.fields[0] as ConfField;
    if (kind === 'BlockSizes') {
      this.#readSizes(first);
      return;
    }
    const nodes = this.#names(fields.get('nodes'));
    const base = { name: first.value, nodes, ...(line.comment === undefined ? {} : { comment: line.comment }) };
    if (kind === 'BlockName') this.#entries.push({ kind: 'block', value: base, fields });
    else this.#entries.push({ kind: 'tree', value: { ...base, ...this.#switchFields(fields) }, fields });
  }

  finish(): ReadResult<SlurmTopology> {
    const topology = this.#topology();
    if (!this.#problems.some(({ severity }) => severity === 'error')) {
      for (const mistake of checkTopology(topology)) this.#reportMistake(mistake);
    }
    const isRefused = this.#problems.some(({ severity }) => severity === 'error');
    if (isRefused) return { state: 'refused', problems: this.#problems };
    return { state: 'read', value: topology, warnings: this.#problems };
  }

  #topology(): SlurmTopology {
    const isBlock = this.#entries[0]?.kind === 'block' || (this.#entries.length === 0 && this.#sizes !== undefined);
    const kind = isBlock ? 'block' : 'tree';
    const stranger = this.#entries.find((entry) => entry.kind !== kind);
    const strange = [...(stranger?.fields.values() ?? [])][0] ?? (isBlock ? undefined : this.#sizes?.field);
    if (strange !== undefined) {
      const message = 'switches and blocks do not go together; keep the lines of one topology plugin';
      this.#report('conflict', strange.keyOffset, strange.key, message);
    }
    if (!isBlock) {
      return { kind: 'tree', switches: this.#entries.flatMap((entry) => (entry.kind === 'tree' ? [entry.value] : [])) };
    }
    const blocks = this.#entries.flatMap((entry) => (entry.kind === 'block' ? [entry.value] : []));
    return { kind: 'block', blocks, blockSizes: this.#sizes?.values ?? [] };
  }

  /** What a line is about, by its first key; undefined, and a problem told, when it is about nothing. */
  #kindOf({ fields, strayOffset }: ConfLine): LineKind | undefined {
    if (strayOffset !== undefined) {
      const message = 'expected Key=Value pairs, as in "SwitchName=s1 Nodes=n[01-08]"; other files are not included';
      this.#report('syntax', strayOffset, '', message);
      return undefined;
    }
    const { key, keyOffset } = fields[0] as ConfField;
    const kind = LINE_KINDS.find((known) => known.toLowerCase() === key.toLowerCase());
    if (kind !== undefined) return kind;
    const hint = didYouMean(key, LINE_KINDS);
    const message = `unknown key ${shown(key)}${hint}; a line starts with ${LINE_KINDS.join(', ')}`;
    this.#report('unknown-key', keyOffset, key, message);
    return undefined;
  }

  #fieldsOf(line: ConfLine, known: readonly string[]): Fields {
    const fields = new Map<string, ConfField>();
    for (const field of line.fields) {
      const key = field.key.toLowerCase();
      if (!known.some((name) => name.toLowerCase() === key)) {
        const message = `unknown key ${shown(field.key)}${didYouMean(field.key, known)}; known are ${known.join(', ')}`;
        this.#report('unknown-key', field.keyOffset, field.key, message);
      } else if (fields.has(key)) {
        this.#report('duplicate-key', field.keyOffset, field.key, `${field.key} stands here a second time; keep one`);
      } else fields.set(key, field);
    }
    return fields;
  }

  #switchFields(fields: Fields): Pick<SlurmSwitch, 'switches' | 'linkSpeed'> {
    const speed = fields.get('linkspeed');
    const switches = this.#names(fields.get('switches'));
    if (speed === undefined) return { switches };
    if (!/^\d{1,9}$/.test(speed.value)) {
      const message = `expected a whole number, found ${shown(speed.value)}`;
      this.#report('wrong-type', speed.valueOffset, speed.key, message);
    }
    return { switches, linkSpeed: Number(speed.value) };
  }

  #readSizes(field: ConfField): void {
    const values = field.value.split(',').map((size) => (/^\d{1,9}$/.test(size) ? Number(size) : Number.NaN));
    if (this.#sizes !== undefined) {
      this.#report('duplicate', field.keyOffset, field.key, 'BlockSizes was given before; keep one line');
    } else if (values.some((size) => !(size > 0))) {
      const message = `expected sizes such as 8,16,32, found ${shown(field.value)}`;
      this.#report('invalid-value', field.valueOffset, field.key, message);
    } else this.#sizes = { values, field };
  }

  #names(field: ConfField | undefined): readonly string[] {
    if (field === undefined) return [];
    const expanded = expandHosts(field.value);
    if (expanded.state === 'expanded') return expanded.names;
    this.#report('invalid-value', field.valueOffset, field.key, expanded.message);
    return [];
  }

  #reportMistake({ code, severity, item, field, message }: TopologyMistake): void {
    const fields = this.#entries[item]?.fields;
    const found = FIELD_KEYS[field].map((key) => fields?.get(key)).find((candidate) => candidate !== undefined);
    const at = field === 'sizes' ? this.#sizes?.field : (found ?? [...(fields?.values() ?? [])][0]);
    this.#report(code, at?.valueOffset ?? 0, at?.key ?? '', message, severity);
  }

  #report(code: ProblemCode, offset: number, field: string, message: string, severity: Problem['severity'] = 'error') {
    this.#problems.push({ ...this.#positions(offset), code, severity, field, message });
  }
}
