import { describe, expect, it } from 'vitest';
import { readFilledDocuments } from '../../../src/formats/documents/document.ts';
import { readDocuments } from '../../../src/formats/index.ts';

function documents(text: string, file = 'a.json') {
  return readDocuments({ file, text });
}

function problems(text: string, file = 'a.json'): string[] {
  return documents(text, file).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

describe('JSON', () => {
  it('reads one value', () => {
    expect(documents('{"a": [1, {"b": null}]}').documents.map((document) => document.value)).toEqual([
      { a: [1, { b: null }] },
    ]);
  });

  it('reads several values one after another, with or without "---" between them', () => {
    const values = documents('{"a":1}\n{"a":2}[3]\n---\n{"a":"}"}').documents.map((document) => document.value);
    expect(values).toEqual([{ a: 1 }, { a: 2 }, [3], { a: '}' }]);
  });

  it('passes over a byte order mark', () => {
    expect(documents('\uFEFF{"a":1}').documents.map((document) => document.value)).toEqual([{ a: 1 }]);
  });

  it('locates values and keys by line and column, in every value of a stream', () => {
    const text = '{"a": 1}\n{\n  "list": [10,\n    {"b": true}]}';
    const [, second] = documents(text).documents;
    const places = second?.locate([
      { path: ['list', 1, 'b'] },
      { path: ['list', 1, 'b'], isKey: true },
      { path: ['list', 0] },
      { path: [] },
    ]);
    expect(places?.map(({ line, column }) => `${line}:${column}`)).toEqual(['4:11', '4:6', '3:12', '2:1']);
  });

  it('locates what is not there at the nearest thing around it', () => {
    const [document] = documents('{"a": {"b": 1}}').documents;
    const places = document?.locate([{ path: ['a', 'c', 'd'] }, { path: ['x'] }]);
    expect(places?.map(({ column }) => column)).toEqual([7, 1]);
  });

  it('lists all syntax errors at once', () => {
    expect(problems('{"a": 1,\n "b" 2,\n "c": tru}')).toEqual(['2:6 syntax', '3:7 syntax']);
  });

  it.each([
    ['{"a": 1', '1:8 syntax'],
    ['{"a": "b', '1:7 syntax'],
    ['[1 2]', '1:4 syntax'],
    ['{"a": 1} x', '1:10 syntax'],
  ])('refuses %s', (text, expected) => {
    expect(problems(text)).toContain(expected);
  });

  it('reads the whole values of a stream beside those with problems', () => {
    const stream = '{"a": 1}\n{"a": 1, "a": 2}\n{"a" 3}\n{"a": 4}\n{"a": {"b": 5,}}\n';
    const { documents: read, problems: found } = documents(stream);
    expect(read.map(({ value, start }) => [value, start.line])).toEqual([
      [{ a: 1 }, 1],
      [{ a: 4 }, 4],
    ]);
    expect(found.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([
      '2:10 duplicate-key',
      '3:6 syntax',
      '5:15 syntax',
    ]);
  });

  it('takes nothing for a value that may be a part of a broken one before it', () => {
    const { documents: read } = documents('{"a": 1}\n{"b": [{"c": 2}]}, {"d": 3}]} {"e": 4}\n{"f": 5}');
    expect(read.map(({ value }) => value)).toEqual([{ a: 1 }, { b: [{ c: 2 }] }, { f: 5 }]);
  });

  it('refuses a trailing comma in JSON, and reads it in a file named .yaml', () => {
    expect(problems('{"a": [1, 2,]}')).toEqual(['1:13 syntax']);
    expect(documents('{"a": [1, 2,]}', 'a.yaml').documents.map((document) => document.value)).toEqual([{ a: [1, 2] }]);
  });

  it('names every key that stands twice in one object', () => {
    const text = '{"a": 1,\n "b": {"c": 1, "c": 2},\n "a": 3, "d": [{"c": 1}, {"c": 1}]}';
    const found = documents(text).problems.map(({ line, column, code, field }) => `${line}:${column} ${code} ${field}`);
    expect(found).toEqual(['2:16 duplicate-key b.c', '3:2 duplicate-key a']);
  });

  it('is not misled by colons and brackets within texts', () => {
    expect(documents('{"a:b": "c: {[\\"", "d": ":"}').documents).toHaveLength(1);
  });

  it('reads 200 levels and refuses 201', () => {
    expect(problems('['.repeat(200) + ']'.repeat(200))).toEqual([]);
    expect(problems('['.repeat(201) + ']'.repeat(201))).toEqual(['1:201 syntax']);
    const { documents: read, problems: found } = documents(`{"a": 1}\n${'['.repeat(201)}`);
    expect(read.map(({ value }) => value)).toEqual([{ a: 1 }]);
    expect(found).toMatchObject([{ line: 2, column: 201 }]);
  });

  it('keeps a key named __proto__ away from prototypes', () => {
    const [document] = documents('{"__proto__": {"polluted": true}}').documents;
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(document?.value as object)).toEqual(['__proto__']);
  });
});

describe('YAML', () => {
  it('reads several documents and skips empty ones', () => {
    const values = documents('a: 1\n---\n---\n# only a comment\n---\nb: [2]\n').documents.map(({ value }) => value);
    expect(values).toEqual([{ a: 1 }, { b: [2] }]);
  });

  it('resolves anchors, aliases and merge keys; own keys win over merged ones, earlier sources over later', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc:\n  <<: [*a, *b]\n  y: 3\nd: *a\n';
    expect(documents(text).documents[0]?.value).toEqual({
      a: { x: 1, y: 1 },
      b: { x: 2, z: 2 },
      c: { y: 3, x: 1, z: 2 },
      d: { x: 1, y: 1 },
    });
  });

  it('locates values and keys', () => {
    const [, second] = documents('a: 1\n---\nb:\n  - c: 1\n  - d:\n      e: text\n').documents;
    const places = second?.locate([{ path: ['b', 1, 'd', 'e'] }, { path: ['b', 1, 'd', 'e'], isKey: true }]);
    expect(places?.map(({ line, column }) => `${line}:${column}`)).toEqual(['6:10', '6:7']);
  });

  it.each([
    ['a key twice', 'a: 1\nb: 2\na: 3\n', '3:1 duplicate-key'],
    ['a tag of its own', 'a: !!js/function x\n', '1:4 syntax'],
    ['an unknown alias', 'a: *nowhere\n', '1:4 syntax'],
    ['an alias within what it names', 'a: &a [*a]\n', '1:1 syntax'],
    ['a merge key with a text', 'a:\n  <<: text\n', '1:1 syntax'],
    ['a list as key', '? [a]\n: 1\n', '1:3 syntax'],
    ['tabs as indentation', 'a:\n\tb: 1\n', '2:1 syntax'],
  ])('refuses %s', (_, text, expected) => {
    expect(problems(text, 'a.yaml')).toContain(expected);
  });

  it('refuses deep nesting in every notation', () => {
    for (const text of [`a: ${'['.repeat(5000)}`, '- '.repeat(5000), `${'{a: '.repeat(300)}1${'}'.repeat(300)}`]) {
      expect(documents(text, 'a.yaml').problems[0]?.message).toContain('nested deeper than 200 levels');
    }
  });

  it('refuses a few lines of aliases that stand for a billion values, at once', () => {
    const levels = Array.from(
      { length: 10 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`,
    );
    const text = `a0: &a0 [x]\n${levels.join('\n')}\n`;
    expect(documents(text).problems[0]?.message).toContain('aliases expand to more than');
  });

  it('reads the whole documents beside those with problems', () => {
    const text = 'a: 1\n---\nb: 1\nb: 2\n---\nc: [\n---\nd: *x\n---\ne: 5\n';
    for (const whole of [text, `%YAML 1.2\n---\n${text}`]) {
      const { documents: read, problems: found } = documents(whole, 'a.yaml');
      expect(read.map(({ value }) => value)).toEqual([{ a: 1 }, { e: 5 }]);
      expect(found.map(({ code }) => code)).toEqual(['duplicate-key', 'syntax', 'syntax']);
    }
  });

  it.each([
    ['at the start', '\uFEFFa: 1\n---\nb: 1\n', ['1:4', '3:4']],
    ['of a later document', 'a: 1\n---\n\uFEFFb: 1\n', ['1:4', '3:4']],
    ['of all documents', '\uFEFF--- # one\n\uFEFFa: 1\r\n---\t\r\n\uFEFFb: 1\n', ['2:4', '4:4']],
    ['of a JSON value behind a mark', '\uFEFF{"a": 1}\n---\n\uFEFF{"b": 1}\n', ['1:7', '3:7']],
  ])('passes over a byte order mark %s', (_, text, places) => {
    const { documents: read, problems: found } = documents(text, 'a.yaml');
    expect([read.map(({ value }) => value), found]).toEqual([[{ a: 1 }, { b: 1 }], []]);
    const located = read.flatMap(({ value, locate }) => locate([{ path: Object.keys(value as object) }]));
    expect(located.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
  });

  it('leaves other byte order marks where they are', () => {
    const [document] = documents('a: "\n  ---\n  \uFEFFb"\n', 'a.yaml').documents;
    expect(document?.value).toEqual({ a: ' --- \uFEFFb' });
  });

  it('finds nothing in a text without documents', () => {
    for (const text of ['', ' \n\t\n', '# nothing\n', '---\n---\n', 'null\n', '--- ~\n---\n# nothing']) {
      expect(documents(text)).toEqual({ documents: [], problems: [] });
    }
  });

  it.each([
    ['a value', 'a: {{ .Values.x }}\n', '1:4 {{ .Values.x }}'],
    ['a part of a value', 'a: 1\nb: {{ .x }}-{{ .y }}\n', '2:4 {{ .x }}'],
    ['a list entry', 'a:\n  - {{ include "x" . | quote }}\n', '2:5 {{ include "x" . | quote }}'],
    ['a key', 'a:\n  {{ .key }}: 1\n  {{ .key }}: 2\n', '2:3 {{ .key }}'],
    ['lines between others', 'a: 1\n{{- if .Values.x }}\nb: 2\n{{- end }}\n', '2:1 {{- if .Values.x }}'],
    ['the whole text', '{{a: 1}: 2}: 3', '1:1 {{'],
    ['the first line', '{{- range .Values.jobs }}\na: 1\n{{- end }}\n', '1:1 {{- range .Values.jobs }}'],
  ])('says of a template in the place of %s that it was not rendered', (_, text, start) => {
    const { documents: read, problems: found } = documents(text, '-');
    expect(read).toEqual([]);
    expect(found.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      `${start} looks like a template that was not rendered; render it first, as helm template does`,
    ]);
  });

  it('takes a template in quotes for a text', () => {
    expect(documents('a: "{{ .Values.x }}"\nb: |\n  {{ c }}\n').documents).toHaveLength(1);
    expect(documents('a: "{{ .Values.x }}"\nb: [\n').problems[0]?.message).toContain('this is not valid YAML');
  });

  it('says in plain words that a key is no text, once for each', () => {
    const { problems: found } = documents('? [a]\n: 1\n? [b]\n: 2\n');
    expect(found.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '1:3 a key must be a text; a list, an object or a number with a tag cannot be one',
      '3:3 a key must be a text; a list, an object or a number with a tag cannot be one',
    ]);
  });
});

describe('a text that stands alone', () => {
  it('is refused when it is empty', () => {
    expect(readFilledDocuments({ file: 'a.yaml', text: '# nothing\n' }).problems).toMatchObject([
      { file: 'a.yaml', line: 1, column: 1, code: 'missing' },
    ]);
    expect(readFilledDocuments({ file: 'a.yaml', text: 'a: 1\n' }).problems).toEqual([]);
  });
});
