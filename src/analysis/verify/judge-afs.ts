import { type Consumption, decayConsumption, entryPenalty, localQueueUsage } from '../../quota/index.ts';
import type { AfsAnswer, AfsQuestion, AfsRecording } from './afs-recording.ts';
import { compareAnswers, type Verdict } from './verdict.ts';

/** Does the sum again and compares it to the last billionth, or to the last bit. */
export function judgeAfs({ question, expected }: AfsRecording): Verdict {
  return compareAnswers(expected, answer(question));
}

function answer(question: AfsQuestion): AfsAnswer {
  switch (question.what) {
    case 'decay':
      return [nanoTexts(decayed(question, question.consumed))];
    case 'samples':
      return samples(question);
    case 'penalty':
      return [nanoTexts(entryPenalty(question.requests, question.decay))];
    case 'usage': {
      const { consumed, penalty, weight, resourceWeights } = question;
      return String(localQueueUsage(consumed, penalty, weight, resourceWeights));
    }
  }
}

type Elapsed = Omit<AfsQuestion & { readonly what: 'decay' | 'samples' }, 'what'>;

function decayed({ usage, elapsedMs, usageHalfLifeMs }: Elapsed, consumed: Consumption): Consumption {
  return decayConsumption(consumed, usage, elapsedMs, usageHalfLifeMs);
}

function samples(question: AfsQuestion & { readonly what: 'samples' }): Readonly<Record<string, string>>[] {
  let consumed: Consumption = new Map();
  return Array.from({ length: question.times }, () => {
    consumed = decayed(question, consumed);
    return nanoTexts(consumed);
  });
}

function nanoTexts(consumption: Consumption): Readonly<Record<string, string>> {
  return Object.fromEntries([...consumption].map(([resource, nanos]) => [resource, String(nanos)]));
}
