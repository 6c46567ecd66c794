import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it, vi } from 'vitest';
import { runCli } from '../cli/run-cli.ts';

const PAGES = [
  'README.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
/** Stands for lines that the page leaves out. */
const LEFT_OUT = '…';

/** CommonJS packages in a bundle call it for Node's own modules. */
const REQUIRE =
  "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);";

interface Shown {
  readonly page: string;
  readonly command: string;
  readonly lines: readonly string[];
}

function blocks(page: string, language: string): string[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );
}

function shownIn(page: string): Shown[] {
  return blocks(page, 'console').flatMap((block) =>
    block
      .split(/^\$ hopwise /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...lines] = part.trimEnd().split('\n');
        return { page, command, lines };
      }),
  );
}

/** As a pattern: lines that are left out match anything. */
function pattern(lines: readonly string[]): RegExp {
  const parts = lines.map((line) =>
    line === LEFT_OUT ? '(?:.*\\n)*' : `${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\n`,
  );
  return new RegExp(`^${parts.join('')}$`);
}

const shown = PAGES.flatMap(shownIn);

describe('the documentation', () => {
  it('shows outputs', () => {
    expect(shown.length).toBeGreaterThan(5);
  });

  it.each(shown)('shows what `hopwise $command` really prints ($page)', async ({ command, lines }) => {
    const { stdout } = await runCli(command.split(' '));
    expect(stdout).toMatch(pattern(lines));
  });

  it('links only to files that exist', () => {
    const broken = PAGES.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('has a library example that prints what it says', async () => {
    const [example = ''] = blocks('README.md', 'ts');
    const [printed = ''] = blocks('README.md', 'text');
    const folder = mkdtempSync(join('node_modules', '.example-'));
    const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
    try {
      const outfile = join(process.cwd(), folder, 'example.mjs');
      writeFileSync(join(folder, 'example.ts'), example);
      await build({
        entryPoints: [join(folder, 'example.ts')],
        outfile,
        bundle: true,
        format: 'esm',
        platform: 'node',
        mainFields: ['module', 'main'],
        banner: { js: REQUIRE },
        alias: { hopwise: join(process.cwd(), 'src', 'index.ts') },
        logLevel: 'silent',
      });
      await import(pathToFileURL(outfile).href);
      const { inspect } = await import('node:util');
      expect(log.mock.calls.map(([value]) => inspect(value)).join('\n')).toBe(printed.trimEnd());
    } finally {
      log.mockRestore();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
