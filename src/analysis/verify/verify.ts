import { compareStrings } from '../../base/index.ts';
import { judgeAfs } from './judge-afs.ts';
import { judgeAssignment } from './judge-assignment.ts';
import { judgeKai } from './judge-kai.ts';
import { judgeOrder } from './judge-order.ts';
import { judgePlacement } from './judge-placement.ts';
import { judgePolicy } from './judge-policy.ts';
import { judgePreemption } from './judge-preemption.ts';
import { judgeShare } from './judge-share.ts';
import { judgeSlurm } from './judge-slurm.ts';
import type { Recording } from './recording.ts';
import type { Verdict } from './verdict.ts';

/** How the recordings of one kind came out. */
export interface KindTally {
  passed: number;
  failed: number;
  /** Recordings of a kind that this version does not know: no pass. */
  notRun: number;
}

/** A decision that hopwise takes otherwise than the reference. */
export interface VerifyFailure {
  readonly id: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface VerifyReport {
  /** Kind → tally, in byte order of kinds. */
  readonly kinds: Readonly<Record<string, KindTally>>;
  /** In the order of the recordings. */
  readonly failures: readonly VerifyFailure[];
}

/** Replays recorded decisions and compares: does this version decide as the reference scheduler did? */
export function verify(recordings: Iterable<Recording>): VerifyReport {
  const kinds = new Map<string, KindTally>();
  const failures: VerifyFailure[] = [];
  for (const recording of recordings) {
    const tally = kinds.get(recording.kind) ?? { passed: 0, failed: 0, notRun: 0 };
    kinds.set(recording.kind, tally);
    const verdict = verdictOn(recording);
    tally[verdict.state]++;
    if (verdict.state === 'failed') {
      failures.push({ id: recording.id, expected: verdict.expected, actual: verdict.actual });
    }
  }
  const sorted = [...kinds].sort(([a], [b]) => compareStrings(a, b));
  return { kinds: Object.fromEntries(sorted), failures };
}

/** An error is a wrong answer to one recording, and spares none of the others. */
function verdictOn(recording: Recording): Verdict {
  try {
    return judge(recording);
  } catch (error) {
    const expected = 'expected' in recording ? recording.expected : undefined;
    return { state: 'failed', expected, actual: String(error) };
  }
}

function judge(recording: Recording): Verdict {
  if ('isUnknown' in recording) return { state: 'notRun' };
  if ('judge' in recording) return recording.judge();
  switch (recording.kind) {
    case 'placement':
      return judgePlacement(recording);
    case 'assignment':
      return judgeAssignment(recording);
    case 'preemption':
      return judgePreemption(recording);
    case 'policy':
      return judgePolicy(recording);
    case 'order':
      return judgeOrder(recording);
    case 'share':
      return judgeShare(recording);
    case 'afs':
      return judgeAfs(recording);
    case 'kai':
      return judgeKai(recording);
    case 'slurm':
      return judgeSlurm(recording);
  }
}
