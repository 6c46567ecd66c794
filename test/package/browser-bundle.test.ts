import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const MAX_BYTES = 1_000_000;

async function bundle(entry: string): Promise<{ readonly bytes: number; readonly nodeImports: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    external: ['node:*'],
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  return {
    bytes: outputFiles[0]?.contents.length ?? 0,
    nodeImports: imports.filter((path) => path.startsWith('node:')),
  };
}

describe('the root entry in a browser', () => {
  it('needs nothing of Node and stays below a megabyte', async () => {
    const { bytes, nodeImports } = await bundle("export * from './src/index.ts';");
    console.log(`browser bundle: ${Math.round(bytes / 1000)} kB minified`);
    expect(nodeImports).toEqual([]);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(MAX_BYTES);
  });

  it('would be seen to need Node', async () => {
    const { nodeImports } = await bundle("import { readFileSync } from 'node:fs'; readFileSync('x');");
    expect(nodeImports).toEqual(['node:fs']);
  });
});
