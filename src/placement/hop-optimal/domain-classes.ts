import type { FlatTree } from '../../topology/index.ts';
import { levelRange } from '../snapshot/domain-tree.ts';
import { type HopProblem, unitLimit, unitRatio } from './hop-problem.ts';
import { joinRooms, NO_ROOM, type Room } from './room.ts';

/** Domains that cost the same: hosts with the same room, or domains whose children are of the same classes. */
export interface DomainClass {
  readonly level: number;
  /** Classes of the children that can take something, ascending; undefined for a leaf. */
  readonly children: Int32Array | undefined;
  /** In units of its level. */
  readonly room: Room;
}

/** The domains of a problem by class, children's classes before their parents'. */
export interface DomainClasses {
  /** Tree index → class; 0 takes nothing. */
  readonly classOf: Int32Array;
  readonly classes: readonly DomainClass[];
}

/** Groups domains that cost the same, so that a regular cluster costs as much as its different racks. O(domains × log). */
export function classifyDomains(problem: HopProblem): DomainClasses {
  const { tree } = problem;
  const classOf = new Int32Array(tree.size);
  const classes: DomainClass[] = [{ level: -1, children: undefined, room: NO_ROOM }];
  for (let level = tree.height - 1; level >= 0; level--) {
    const known = new Map<string, number>();
    const { from, to } = levelRange(tree, level);
    for (let d = from; d < to; d++) {
      const children = level === tree.height - 1 ? undefined : usableChildren(tree, classOf, d);
      const key = children === undefined ? leafKey(problem, level, d) : children.join();
      let own = known.get(key);
      if (own === undefined) {
        const room =
          children === undefined ? leafRoom(problem, level, d) : innerRoom(problem, level, children, classes);
        own = room.alone === 0 && room.led < 0 ? 0 : classes.push({ level, children, room }) - 1;
        known.set(key, own);
      }
      classOf[d] = own;
    }
  }
  return { classOf, classes };
}

/** Classes of the children that can take something, in ascending order. */
function usableChildren(tree: FlatTree, classOf: Int32Array, d: number): Int32Array {
  return classOf
    .slice(tree.childStart[d], tree.childStart[d + 1])
    .sort()
    .filter((c) => c > 0);
}

function leafKey(problem: HopProblem, level: number, d: number): string {
  const { alone, led } = leafRoom(problem, level, d);
  return `${alone} ${led}`;
}

function leafRoom(problem: HopProblem, level: number, d: number): Room {
  const limit = unitLimit(problem, level);
  const unit = problem.units[level] as number;
  const whole = (pods: number): number => Math.min(Math.floor(pods / unit), limit);
  const canLead = problem.leaderCount > 0 && (problem.leaders[d] as number) > 0;
  return { alone: whole(problem.pods[d] as number), led: canLead ? whole(problem.podsWithLeader[d] as number) : -1 };
}

function innerRoom(problem: HopProblem, level: number, children: Int32Array, classes: readonly DomainClass[]): Room {
  const limit = unitLimit(problem, level + 1);
  const ratio = unitRatio(problem, level + 1);
  let room = NO_ROOM;
  for (const child of children) room = joinRooms(room, (classes[child] as DomainClass).room, limit);
  return { alone: Math.floor(room.alone / ratio), led: room.led < 0 ? -1 : Math.floor(room.led / ratio) };
}
