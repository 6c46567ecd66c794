import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkInputs, LINT_MEANINGS, type LintFinding } from '../../../src/formats/index.ts';
import type { LintCase } from './lint-case.ts';
import { LINT_CASES } from './lint-cases.ts';

/** One file for each object, as people keep them. */
function check(objects: readonly object[]): ReturnType<typeof checkInputs> {
  return checkInputs(
    objects.map((object, index) => ({ file: `${index}.json`, text: JSON.stringify(object, null, 1) })),
  );
}

function findingsOf(code: string, objects: readonly object[]): readonly LintFinding[] {
  const { problems, findings } = check(objects);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return findings.filter((finding) => finding.code === code);
}

const cases = Object.entries(LINT_CASES).flatMap(([code, list]) => list.map((one) => ({ code, ...one })));

describe('lints', () => {
  it.each(cases)('$code: finds $title', ({ code, regretted, fields, reason }) => {
    const findings = findingsOf(code, regretted);
    expect(findings.map(({ field }) => field)).toEqual(fields);
    expect(findings[0]?.reason).toContain(reason);
  });

  it.each(cases)('$code: says nothing once mended ($title)', ({ code, mended }) => {
    expect(findingsOf(code, mended)).toEqual([]);
  });
});

describe('every lint', () => {
  it('has cases, and a code of its own in kebab case', () => {
    const codes = LINT_MEANINGS.map(({ code }) => code);
    expect(Object.keys(LINT_CASES).sort()).toEqual([...codes].sort());
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });

  it.each(Object.entries(LINT_CASES))('%s: is on the page of lints, with what it really says', (code, list) => {
    const [first] = list as [LintCase];
    const [finding] = findingsOf(code, first.regretted) as [LintFinding];
    const page = readFileSync('docs/lints.md', 'utf8').split(`## ${code}\n`)[1]?.split('\n## ')[0] ?? '';
    const { severity, field, reason, mend } = finding;
    expect(page).toContain(`${severity}: ${field === '' ? '' : `${field}: `}${reason}\n`);
    expect(page.replaceAll('\n', ' ')).toContain(`Mend: ${mend}.`);
  });

  it.each(LINT_MEANINGS)('$code: says what it is about in one sentence without its end', ({ about, consequence }) => {
    expect(about).toMatch(/^(?:a|an|both|one) [^.]+$/);
    expect(consequence).toMatch(/^[A-Za-z][^.]+$/);
  });

  it.each(cases)('$code: knows line, severity, reason and mend ($title)', ({ code, regretted }) => {
    const severity = LINT_MEANINGS.find((rule) => rule.code === code)?.severity;
    for (const finding of findingsOf(code, regretted)) {
      expect(finding).toMatchObject({ severity, file: expect.stringMatching(/^\d+\.json$/) });
      expect([finding.line, finding.column].every((at) => at >= 1)).toBe(true);
      expect(finding.reason).not.toMatch(/undefined|\[object|\n/);
      expect(finding.mend).toMatch(/^[a-z].*[^.]$/);
    }
  });

  it.each(cases)('$code: finds the same whatever order files are given in ($title)', ({ code, regretted }) => {
    const inOrder = findingsOf(code, regretted).map(reasonOf);
    expect(findingsOf(code, regretted.toReversed()).map(reasonOf).sort()).toEqual([...inOrder].sort());
  });
});

function reasonOf({ field, reason }: LintFinding): string {
  return `${field}: ${reason}`;
}

/** What counts nodes, quotas or queues, which there may be more of. */
const COUNTING = [
  'flavor-without-nodes',
  'level-without-nodes',
  'nodes-outside-topology',
  'topology-omits-layers',
  'quota-above-capacity',
  'total-quota-above-capacity',
  'level-too-small',
  'job-larger-than-cluster',
  'pod-larger-than-nodes',
  'job-above-quota',
  'unusable-borrowing-limit',
  'topology-without-queue',
];

describe('what is named and missing', () => {
  const names = Object.entries(LINT_CASES).filter(([code]) => code.startsWith('unknown-') || COUNTING.includes(code));

  it('is the business of many lints', () => {
    expect(names.length).toBeGreaterThanOrEqual(COUNTING.length + 6);
  });

  it.each(names)('%s: is not told of while a file cannot be read, where it may stand', (code, list) => {
    const [first] = list as [LintCase];
    const sources = first.regretted.map((object, index) => ({ file: `${index}.json`, text: JSON.stringify(object) }));
    const { problems, findings } = checkInputs([...sources, { file: 'broken.json', text: '{' }]);
    expect(problems.map(({ file, code }) => [file, code])).toContainEqual(['broken.json', 'syntax']);
    expect(findings.filter((finding) => finding.code === code)).toEqual([]);
  });

  it('is not told of an object that is refused for another reason', () => {
    const [one] = LINT_CASES['unknown-cluster-queue'] as [LintCase];
    const [queue, local] = one.mended as [{ spec: object }, object];
    const refused = { ...queue, spec: { ...queue.spec, cohortName: 'NOT A NAME' } };
    const { problems, findings } = check([refused, local]);
    expect(problems.map(({ field, severity }) => [field, severity])).toContainEqual(['spec.cohortName', 'error']);
    expect(findings).toEqual([]);
  });
});
