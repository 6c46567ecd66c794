import type * as z from 'zod';
import { checkShape } from '../check-shape.ts';
import { type Finding, mistake } from '../finding.ts';
import type { Path } from '../path.ts';
import { type ReservationItem, reservationItem, toReservation } from './capacity-reservation-topology.ts';
import { type InstanceItem, instanceItem, toInstance } from './instance-topology.ts';

/** What instances and reservations have in common. */
interface Placed {
  readonly id: string;
  readonly networkNodes: readonly string[];
}

/** Reads the items of one kind of EC2 answer, over all files: remembers ids, pages, and what was warned of. */
export interface ItemReader {
  /** Key of the list in the answer. */
  readonly listKey: string;
  /** Key that an item of it is known by. */
  readonly idKey: string;
  /** Reads one item; `where` names its document in messages about duplicates. */
  read(value: unknown, path: Path, report: (finding: Finding) => void): void;
}

/** Items of DescribeInstanceTopology into `target`. */
export function instanceReader(target: ReturnType<typeof toInstance>[]): ItemReader {
  return itemReader<InstanceItem, ReturnType<typeof toInstance>>({
    listKey: 'Instances',
    idKey: 'InstanceId',
    schema: instanceItem,
    toModel: toInstance,
    target,
  });
}

/** Items of DescribeCapacityReservationTopology into `target`. */
export function reservationReader(target: ReturnType<typeof toReservation>[]): ItemReader {
  return itemReader<ReservationItem, ReturnType<typeof toReservation>>({
    listKey: 'CapacityReservations',
    idKey: 'CapacityReservationId',
    schema: reservationItem,
    toModel: toReservation,
    target,
  });
}

interface ItemKind<Item, Model extends Placed> {
  readonly listKey: string;
  readonly idKey: string;
  readonly schema: z.ZodType<Item>;
  readonly toModel: (item: Item) => Model;
  readonly target: Model[];
}

function itemReader<Item extends { CapacityBlockId?: string | null | undefined }, Model extends Placed>(
  kind: ItemKind<Item, Model>,
): ItemReader {
  const { listKey, idKey, schema, toModel, target } = kind;
  const known = new Map<string, Model>();
  let hasWarnedOfNullText = false;
  return {
    listKey,
    idKey,
    read(value, path, report) {
      const checked = checkShape(schema, value, path);
      if (!checked.isValid) {
        for (const finding of checked.findings) report(finding);
        return;
      }
      if (checked.value.CapacityBlockId === 'null' && !hasWarnedOfNullText) {
        hasWarnedOfNullText = true;
        report(nullTextWarning(path));
      }
      const model = toModel(checked.value);
      const other = known.get(model.id);
      if (other !== undefined) return report(repetition(model, other, [...path, idKey]));
      known.set(model.id, model);
      target.push(model);
    },
  };
}

function nullTextWarning(path: Path): Finding {
  const message = 'the text "null" is read as no capacity block, here and below; write null without quotes';
  return { code: 'invalid-value', severity: 'warning', path: [...path, 'CapacityBlockId'], message };
}

function repetition(model: Placed, other: Placed, path: Path): Finding {
  const nodes = model.networkNodes.join(' > ');
  const otherNodes = other.networkNodes.join(' > ');
  if (nodes === otherNodes) {
    const message = `"${model.id}" was given before with the same network nodes; it is counted once`;
    return { code: 'duplicate', severity: 'warning', path, message };
  }
  const message = `"${model.id}" was given before with other network nodes (${otherNodes || 'none'}, now ${nodes || 'none'}); keep the newer answer`;
  return mistake('conflict', path, message);
}
