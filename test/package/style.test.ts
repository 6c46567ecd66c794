import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

const MAX_LINES = 400;
const UNREPEATABLE = /\b(?:Math\.random|Date\.now|performance\.now|Math\.pow|localeCompare|new Date\(\))/;
/** Folders of a machine, as they slip into comments and error messages. */
const MACHINE_PATH = /(?:^|[\s'"`(])\/(?:work|root|home|tmp|Users)\//;

describe('the sources', () => {
  const files = sourceFiles('src');

  it('use nothing below cli whose answer changes from run to run or from Node to Node', () => {
    const offending = files.filter(({ path, text }) => !path.startsWith('cli/') && UNREPEATABLE.test(text));
    expect(offending.map(({ path }) => path)).toEqual([]);
  });

  it(`stay at most ${MAX_LINES} lines long, tests and benchmarks too`, () => {
    const all = ['src', 'test', 'bench'].flatMap((folder) =>
      sourceFiles(folder).map(({ path, text }) => ({ path: `${folder}/${path}`, lines: text.split('\n').length - 1 })),
    );
    expect(all.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
  });

  it('name no path of a machine', () => {
    expect(files.filter(({ text }) => MACHINE_PATH.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('have no default export', () => {
    expect(files.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
