import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/cli/version.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('package.json', () => {
  it('has the version that hopwise --version prints', () => {
    expect(VERSION).toBe(manifest.version);
  });

  it('names the types first in every entry point', () => {
    const entries = Object.entries<string | Record<string, string>>(manifest.exports);
    const withTypes = entries.filter(([entry]) => !entry.endsWith('.json'));
    expect(withTypes.length).toBeGreaterThan(0);
    for (const [, conditions] of withTypes) expect(Object.keys(conditions)).toEqual(['types', 'default']);
  });

  it('has a changelog entry for its version', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toMatch(
      new RegExp(`^## ${manifest.version.replaceAll('.', '\\.')}\\b`, 'm'),
    );
  });
});

describe('the examples', () => {
  it('have the nodes of the seven-instance fixture', () => {
    const nodes = readFileSync('examples/cluster/nodes.json', 'utf8');
    expect(nodes).toBe(readFileSync('fixtures/topology/seven-instances.nodes.json', 'utf8'));
  });
});
