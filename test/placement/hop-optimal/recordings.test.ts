import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PlacementRecording } from '../../../src/analysis/index.ts';
import { readRecordings } from '../../../src/formats/index.ts';
import { buildSnapshots, type HopRegret, hopRegrets, type PodSetPlacement } from '../../../src/placement/index.ts';
import { recordingLines } from '../../recording-lines.ts';

it('dbg', () => {
  for (const file of ['../shared/recordings/placement-random.jsonl.gz','../shared/recordings/placement-table.jsonl','../shared/recordings/placement-vectors.jsonl']) {
   for (const objective of ['total','ring'] as const) {
    const tally: Record<string, any> = {};
    let skipped=0, neg=0, missing=0;
    for (const line of recordingLines(file)) {
      const result = readRecordings({ file, text: JSON.stringify(line) });
      if (result.state === 'refused') { continue; }
      const recording = result.value[0] as PlacementRecording;
      if (recording.kind !== 'placement') continue;
      if ((recording.workload?.unhealthyNodes ?? []).length>0 || (recording.gates.ElasticJobsViaWorkloadSlicesWithTAS && recording.requests.some(r=>r.previous))) {skipped++; continue;}
      const snapshot = buildSnapshots(recording.cluster, recording.gates, recording.usage).get(recording.flavor);
      if (!snapshot) continue;
      const placements: PodSetPlacement[] = Object.entries(recording.expected.assignments).map(([podSet, assignment]) => ({state:'placed', podSet, assignment}));
      const regrets = hopRegrets(snapshot, recording.requests, placements, recording, objective);
      const groups = new Set(recording.requests.filter(r=>recording.expected.assignments[r.podSet]).map(r=>r.group ?? r.podSet)).size;
      if (groups !== regrets.length) { missing++; if (missing<4) console.log(recording.id, JSON.stringify(recording.expected), JSON.stringify(recording.requests.map(r=>({...r,requests:[...r.requests].map(String)})))); }
      for (const r of regrets) {
        const req = recording.requests.find(q=>q.podSet===r.podSets[0])!;
        const kind = req.topologyRequest?.required?'required':req.topologyRequest?.preferred?'preferred':'unconstrained';
        const t = tally[kind] ??= {n:0, worse:0, ratios:[], unreach:0, neg:0, zero:0, podsDiffer:0};
        t.n++;
        if (r.actual.pods!==r.best.pods) {t.podsDiffer++; if (t.podsDiffer<3) console.log('PODS', recording.id, r.actual.pods, r.best.pods);}
        if (r.regret===null) { t.unreach++; if (objective==='total' && r.actual.unreachablePairs<r.best.unreachablePairs) console.log('NEG unreach',recording.id);}
        else if (r.regret>0) { t.worse++; if (r.best[objective]>0) t.ratios.push(r.actual[objective]/r.best[objective]); else t.zero++;}
        else if (r.regret<0) { t.neg++; if(t.neg<4) console.log('NEG', recording.id, r); }
      }
    }
    for (const t of Object.values(tally)) { const a=t.ratios; t.mean=a.reduce((x:number,y:number)=>x+y,0)/a.length; t.max=Math.max(...a); delete t.ratios; }
    console.log(file, objective, {skipped, missing}, tally);
   }
  }
});
