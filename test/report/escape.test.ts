import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMermaid, escapeShell, escapeTerminal, jsonText } from '../../src/report/index.ts';
import { HOSTILE_NAMES } from '../topology/arbitrary-instances.ts';

/** What no output may carry: it moves a cursor, turns text around, or hides it. */
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
const VALID_NAME = fc.stringMatching(/^[a-z0-9]([-a-z0-9._A-Z]{0,20}[a-z0-9])?$/);
const UTF8 = { LC_ALL: 'C.UTF-8' };
const RUNS = { seed: 41, numRuns: 500 };
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_NAMES));

describe('escapeTerminal', () => {
  const cases: [text: string, escaped: string][] = [
    ['plain-name.1', 'plain-name.1'],
    ['\u001b[31m', '\\x1b[31m'],
    ['a\nb\r\tc', 'a\\x0ab\\x0d\\x09c'],
    ['\u007f\u009b', '\\x7f\\x9b'],
    ['\u202e\u2028', '\\u202e\\u2028'],
    ['\u{e0041}', '\\u{e0041}'],
    ['ünï 节点 \u{1f680}', 'ünï 节点 \u{1f680}'],
  ];
  it.each(cases)('shows %j as %s', (from, escaped) => {
    expect(escapeTerminal(from)).toBe(escaped);
  });

  it('leaves nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(text, (any) => !UNSAFE.test(escapeTerminal(any))),
      RUNS,
    );
  });
});

describe('jsonText', () => {
  it('is JSON that reads back as the same data, with nothing in it that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.array(text)), (data) => {
        const json = jsonText(data);
        expect(JSON.parse(json)).toEqual(data);
        expect(json.replaceAll('\n', '')).not.toMatch(UNSAFE);
      }),
      RUNS,
    );
  });

  it('writes characters beyond 16 bits as two escapes', () => {
    expect(jsonText(['\u{e0041}\u0085'])).toBe('[\n  "\\udb40\\udc41\\u0085"\n]');
  });
});

describe('escapeMermaid', () => {
  const cases: [text: string, escaped: string][] = [
    ['a"b', 'a#34;b'],
    ['<b>&lt;</b>', '#60;b#62;#38;lt;#60;/b#62;'],
    ['#35;', '#35;35;'],
    ['`md`', '#96;md#96;'],
    ['two\\nlines', 'two#92;nlines'],
    ['two\nlines', 'two#92;x0alines'],
    ['%%{init}%%', '#37;#37;{init}#37;#37;'],
  ];
  it.each(cases)('writes %j as %s', (from, escaped) => {
    expect(escapeMermaid(from)).toBe(escaped);
  });

  it('leaves valid Kubernetes names as they are', () => {
    fc.assert(
      fc.property(VALID_NAME, (name) => escapeMermaid(name) === name),
      RUNS,
    );
  });
});

describe('escapeShell', () => {
  const cases: [text: string, escaped: string][] = [
    ['topology.k8s.aws/network-node-layer-1=nn-1', 'topology.k8s.aws/network-node-layer-1=nn-1'],
    ["it's", "'it'\\''s'"],
    ['$(x)', "'$(x)'"],
    ['=ls', "'=ls'"],
    ['~', "'~'"],
    ['', "''"],
    ['a\u001bb', "'a'$'\\033''b'"],
    ['\u202e', "''$'\\342\\200\\256'''"],
  ];
  it.each(cases)('writes %j as %s', (from, escaped) => {
    expect(escapeShell(from)).toBe(escaped);
  });

  const bash = '/bin/bash';
  const hasBash = existsSync(bash);
  it.skipIf(!hasBash)(`is read back by bash as the same word${hasBash ? '' : ' (skipped: no /bin/bash)'}`, () => {
    const words = fc.sample(
      // What no shell word can hold, or no UTF-8 text: NUL and lone surrogates.
      text.filter((any) => !any.includes('\u0000') && !/\p{Cs}/u.test(any)),
      { seed: 43, numRuns: 300 },
    );
    const script = words.map((word) => `printf '%s\\0' ${escapeShell(word)}`).join('\n');
    const read = execFileSync(bash, ['-c', script], {
      encoding: 'utf8',
      env: UTF8,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    expect(read.split('\u0000').slice(0, -1)).toEqual(words);
    expect(script.replaceAll('\n', '')).not.toMatch(UNSAFE);
  });
});
