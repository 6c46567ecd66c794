import { describe, expect, it } from 'vitest';
import { importCircle } from './import-circle.ts';
import { importViolations, ROOMS } from './import-rules.ts';
import { sourceFiles } from './source-files.ts';

describe('imports between rooms', () => {
  it('go upwards only, through index.ts, and reach Node only from cli', () => {
    expect(importViolations(sourceFiles('src'))).toEqual([]);
  });

  it('exist only between rooms of the design', () => {
    const folders = new Set(
      sourceFiles('src')
        .filter(({ path }) => path.includes('/'))
        .map(({ path }) => path.split('/')[0]),
    );
    expect([...folders].filter((folder) => !ROOMS.includes(folder as string))).toEqual([]);
  });
});

describe('imports between files', () => {
  it('never lead back', () => {
    expect(importCircle(sourceFiles('src'))).toEqual([]);
  });

  it.each([
    ['a circle', ['b', 'c', 'a'], ['a.ts', 'b.ts', 'c.ts']],
    ['a circle behind others', ['b', 'c', 'b'], ['b.ts', 'c.ts']],
    ['none', ['b', 'c', 'd'], []],
  ])('are seen to have %s', (_, [a, b, c], circle) => {
    const file = (path: string, target: string | undefined) => ({
      path,
      text: `import type { x } from './${target}.ts';\n`,
    });
    expect(importCircle([file('a.ts', a), file('b.ts', b), file('c.ts', c)])).toEqual(circle);
  });
});

describe('the import rules', () => {
  it.each([
    ['a room below', 'model/a.ts', "import { b } from '../report/index.ts';", 'model stands above report'],
    ['an inside', 'report/a.ts', "import { b } from '../model/node.ts';", "another room's inside; import its index.ts"],
    ['Node', 'formats/a.ts', "import { readFileSync } from 'node:fs';", 'only cli may use Node'],
    ['a lazy import', 'base/a.ts', "const m = await import('../cli/index.ts');", 'base stands above cli'],
    ['a re-export', 'topology/a.ts', "export * from '../placement/index.ts';", 'topology stands above placement'],
    ['an unknown room', 'cli/a.ts', "import { b } from '../misc/index.ts';", 'no such room'],
  ])('refuse %s', (_, path, text, reason) => {
    const violations = importViolations([{ path, text }]);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toContain(reason);
    expect(violations[0]).toContain(path);
  });

  it.each([
    ['a room above', 'report/a.ts', "import { b } from '../topology/index.ts';"],
    ['the own room', 'formats/ec2/a.ts', "import { b } from '../source.ts';"],
    ['a package', 'topology/a.ts', "import { DirectedGraph } from 'graphology';"],
    ['Node in cli', 'cli/a.ts', "import { readFileSync } from 'node:fs';"],
    ['the root re-exporting rooms', 'index.ts', "export * from './base/index.ts';"],
    ['an import inside a comment', 'base/a.ts', "/** `import { x } from 'node:fs'` */\n// from 'node:fs'"],
  ])('allow %s', (_, path, text) => {
    expect(importViolations([{ path, text }])).toEqual([]);
  });
});
