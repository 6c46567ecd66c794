import { Bench } from 'tinybench';

/** Something to be timed. */
export interface BenchCase {
  readonly name: string;
  /** Size of the cluster, the axis of most questions. */
  readonly nodes: number;
  /** Timed; called `batch` times between two looks at the clock. */
  readonly run: () => unknown;
  /** Runs per sample, for things below a microsecond; default 1. */
  readonly batch?: number;
  /** How often to run what takes seconds; default: 64 times, or as often as the time allows. */
  readonly runs?: number;
  /** The same done the plain way, to be timed beside it. */
  readonly plain?: () => unknown;
  /** Further columns of the row. */
  readonly fields?: Readonly<Record<string, string | number>>;
}

/** One question: its cases are built (and their answers asserted) when it is asked, not when the file is loaded. */
export interface BenchSuite {
  readonly name: string;
  readonly cases: () => Iterable<BenchCase>;
}

/** What was measured of one case. */
export interface BenchRow {
  readonly suite: string;
  readonly name: string;
  readonly nodes: number;
  readonly medianNs: number;
  readonly p75Ns: number;
  readonly samples: number;
  /** Median of the plain way, where there is one. */
  readonly plainNs?: number;
}

/** The clock, and how long to look at each case. */
export interface BenchOptions {
  /** Milliseconds with fractions, never going back. */
  readonly now: () => number;
  readonly timeMs: number;
  /** Before each case, outside its time: a collection of garbage where the clock's owner can ask for one. */
  readonly settle?: () => void;
}

/**
 * Measures the cases of a suite one after another.
 *
 * @throws what a case throws: a benchmark of a wrong answer is worth nothing
 */
export async function measure(suite: BenchSuite, options: BenchOptions): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const benchCase of suite.cases()) {
    options.settle?.();
    rows.push(await measureCase(suite.name, benchCase, options));
  }
  return rows;
}

async function measureCase(suite: string, benchCase: BenchCase, options: BenchOptions): Promise<BenchRow> {
  const { name, nodes, run, plain, batch = 1, runs, fields } = benchCase;
  const label = `${suite}: ${name}`;
  const latency = await time(label, run, batch, options, runs);
  const row = { suite, name, nodes, medianNs: latency.p50, p75Ns: latency.p75, samples: latency.samples, ...fields };
  return plain === undefined ? row : { ...row, plainNs: (await time(label, plain, 1, options)).p50 };
}

interface Latency {
  /** Nanoseconds. */
  readonly p50: number;
  readonly p75: number;
  readonly samples: number;
}

async function time(
  label: string,
  run: () => unknown,
  batch: number,
  { now, timeMs }: BenchOptions,
  runs?: number,
): Promise<Latency> {
  const limits =
    runs === undefined ? { time: timeMs, warmupTime: timeMs / 5 } : { time: 0, iterations: runs, warmup: false };
  const bench = new Bench({ now, throws: true, ...limits });
  bench.add(label, () => {
    for (let i = 0; i < batch; i++) run();
  });
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') throw new Error(`${label} ended as ${task?.result.state}`);
  const { p50, p75, samplesCount } = task.result.latency;
  const toNs = 1e6 / batch;
  return { p50: p50 * toNs, p75: p75 * toNs, samples: samplesCount };
}
