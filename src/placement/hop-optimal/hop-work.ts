import type { DomainClass, DomainClasses } from './domain-classes.ts';
import { type HopProblem, unitLimit } from './hop-problem.ts';
import { joinRuns } from './join-runs.ts';
import { joinRooms, NO_ROOM, type Room } from './room.ts';
import { keptStride } from './suffix-costs.ts';

/** What a search for least hops takes. */
export interface HopWork {
  /** Sums to be compared, of which some hundred million are done in a second. */
  readonly steps: number;
  /** Numbers to be kept at a time, of eight bytes each. */
  readonly cells: number;
}

/**
 * How much work is a search for least hops? Told from the sizes of the tables before any is made; an estimate from above,
 * a few times too much at most. O(domains).
 */
export function hopWork(problem: HopProblem, classes: DomainClasses, requiredLevel: number | undefined): HopWork {
  const tables = tableWork(problem, classes);
  const shares = shareWork(problem, classes, requiredLevel);
  return { steps: tables.steps + shares.steps, cells: tables.cells + shares.cells };
}

/** Of the tables of all classes. */
function tableWork(problem: HopProblem, { classes }: DomainClasses): HopWork {
  let steps = 0;
  let cells = 0;
  for (const { level, children, room } of classes) {
    cells += 2 * cellsOf(room);
    if (children === undefined) continue;
    if (level === problem.tree.height - 2) {
      steps += hostSteps(children, classes, unitLimit(problem, level + 1));
    } else {
      joinRuns(children, (child) => roomOf(classes, child), {
        nothing: NO_ROOM,
        join: (a, b) => {
          steps += joinSteps(a, b);
          return joinRooms(a, b, unitLimit(problem, level + 1));
        },
      });
    }
  }
  return { steps, cells };
}

/** Of sharing pods out level by level, from where the search begins: there siblings are joined once more, one by one. */
function shareWork(
  problem: HopProblem,
  { classOf, classes }: DomainClasses,
  requiredLevel: number | undefined,
): HopWork {
  const { tree, leaderCount } = problem;
  const tops = classOf.subarray(0, tree.levelStart[1]).filter((own) => own > 0);
  const takesAll = (own: number): boolean => {
    const { alone, led } = roomOf(classes, own);
    return (leaderCount > 0 ? led : alone) >= unitLimit(problem, 0);
  };
  const isSplit = requiredLevel === undefined && !tops.some(takesAll);
  let { steps, cells } = isSplit ? siblingWork(problem, 0, tops, classes, true) : { steps: 0, cells: 0 };
  for (let level = requiredLevel ?? 0; level < tree.height - 1; level++) {
    const isOne = !isSplit && level === (requiredLevel ?? 0);
    let mostSteps = 0;
    for (const { level: own, children } of classes) {
      if (own !== level || children === undefined) continue;
      const work = siblingWork(problem, level + 1, children, classes, isOne);
      mostSteps = Math.max(mostSteps, work.steps);
      cells = Math.max(cells, work.cells);
    }
    steps += mostSteps;
  }
  return { steps, cells };
}

/**
 * Of sharing all pods out over these siblings; twice over where not all tables are kept.
 *
 * @param isOne there are no other siblings in use; else however many there are, together they take no more than all pods
 */
function siblingWork(
  problem: HopProblem,
  level: number,
  siblings: Int32Array,
  classes: readonly DomainClass[],
  isOne: boolean,
): HopWork {
  const limit = unitLimit(problem, level);
  const all = { alone: limit, led: problem.leaderCount > 0 ? limit : -1 };
  let steps = 0;
  let together = NO_ROOM;
  for (const own of siblings) {
    steps += joinSteps(roomOf(classes, own), isOne ? together : all);
    together = joinRooms(together, roomOf(classes, own), limit);
  }
  const stride = keptStride(siblings.length, limit);
  const tables = stride + Math.ceil(siblings.length / stride);
  return { steps: stride < siblings.length ? 2 * steps : steps, cells: tables * cellsOf(together) };
}

/** Of settling the hosts of a domain: for a leader once with each kind of host that it may be on. */
function hostSteps(hosts: Int32Array, classes: readonly DomainClass[], limit: number): number {
  const together = [...hosts].reduce((room, own) => joinRooms(room, roomOf(classes, own), limit), NO_ROOM);
  const leading = new Set([...hosts].filter((own) => roomOf(classes, own).led >= 0)).size;
  return hosts.length + cellsOf(together) + leading * (together.led + 1) * hosts.length;
}

function joinSteps(a: Room, b: Room): number {
  return (a.alone + 1) * (b.alone + 1) + (a.led + 1) * (b.alone + 1) + (a.alone + 1) * (b.led + 1);
}

function cellsOf({ alone, led }: Room): number {
  return alone + led + 2;
}

function roomOf(classes: readonly DomainClass[], own: number): Room {
  return (classes[own] as DomainClass).room;
}
