import type { WorkloadInfo } from './workload-info.ts';

/** Workloads of one queue; those that a trial took away keep their place, so that undoing it changes no order. */
interface QueueWorkloads {
  readonly all: Map<string, WorkloadInfo>;
  readonly away: Set<string>;
}

/**
 * Which workloads are in which queue, with undo. Workloads of queues that are not in the set are passed over.
 *
 * @internal
 */
export class WorkloadSet {
  readonly #queues: ReadonlyMap<string, QueueWorkloads>;
  readonly #journal: (() => void)[] = [];
  readonly #marks: number[] = [];

  constructor(queues: readonly string[]) {
    this.#queues = new Map(queues.map((queue) => [queue, { all: new Map(), away: new Set() }]));
  }

  *of(queue: string): Generator<WorkloadInfo> {
    const { all, away } = this.#queues.get(queue) ?? NONE;
    for (const [key, workload] of all) if (!away.has(key)) yield workload;
  }

  find(queue: string, key: string): WorkloadInfo | undefined {
    const { all, away } = this.#queues.get(queue) ?? NONE;
    return away.has(key) ? undefined : all.get(key);
  }

  add(workload: WorkloadInfo): void {
    const queue = this.#queues.get(workload.clusterQueue);
    if (queue === undefined) return;
    const { key } = workload;
    const { all, away } = queue;
    const before = all.get(key);
    const wasAway = away.delete(key);
    all.set(key, workload);
    this.#record(() => {
      if (before === undefined) all.delete(key);
      else all.set(key, before);
      if (wasAway) away.add(key);
    });
  }

  remove({ clusterQueue, key }: WorkloadInfo): void {
    const queue = this.#queues.get(clusterQueue);
    if (queue?.all.has(key) !== true || queue.away.has(key)) return;
    if (this.#marks.length === 0) {
      queue.all.delete(key);
      return;
    }
    queue.away.add(key);
    this.#record(() => void queue.away.delete(key));
  }

  mark(): number {
    return this.#marks.push(this.#journal.length);
  }

  rollback(mark: number): void {
    const length = this.#marks[mark - 1] as number;
    while (this.#journal.length > length) (this.#journal.pop() as () => void)();
    this.#marks.length = mark - 1;
  }

  commit(mark: number): void {
    this.#marks.length = mark - 1;
    if (this.#marks.length > 0) return;
    this.#journal.length = 0;
    for (const { all, away } of this.#queues.values()) {
      for (const key of away) all.delete(key);
      away.clear();
    }
  }

  #record(undo: () => void): void {
    if (this.#marks.length > 0) this.#journal.push(undo);
  }
}

const NONE: QueueWorkloads = { all: new Map(), away: new Set() };
