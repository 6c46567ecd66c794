// npm test: every check, then one line `N passed, N failed`. A check counts as one, a unit test too.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const MIN_LINE_COVERAGE = 95;
const tests = join(root, 'coverage', 'tests.json');
const coverage = join(root, 'coverage', 'coverage-summary.json');
const counts = { passed: 0, failed: 0, skipped: 0 };

check('types', 'tsc', ['--noEmit']);
check('lint and format', 'biome', ['check', '--error-on-warnings', '.']);
check('build', 'npm', ['run', '--silent', 'build']);
runTests();
checkCoverage();
check('publint', 'publint', ['--strict']);
check('types of the package (attw)', 'attw', ['--pack', '.', '--profile', 'esm-only', '--no-emoji']);
check('unused code and packages (knip)', 'knip', []);
check('API documentation (typedoc)', 'typedoc', ['--logLevel', 'Warn']);
check('lock files', process.execPath, ['scripts/check-lockfiles.mjs']);
check('install from the package', process.execPath, ['scripts/check-install.mjs']);
check('determinism', process.execPath, ['scripts/determinism.mjs']);

if (counts.skipped > 0) console.log(`${counts.skipped} tests skipped; each says why in its name`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function check(name, command, args) {
  const { status, stdout, stderr, error } = run(command, args);
  const output = `${stdout ?? ''}${stderr ?? ''}${error ?? ''}`.trim();
  report(name, status === 0, status === 0 && args[0]?.startsWith('scripts/') !== true ? '' : output);
}

function report(name, isGood, output) {
  counts[isGood ? 'passed' : 'failed']++;
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${name}`);
  if (output !== '') console.log(output.replace(/^/gm, '       '));
}

function runTests() {
  rmSync(join(root, 'coverage'), { recursive: true, force: true });
  mkdirSync(join(root, 'coverage'));
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${tests}`];
  const { status, stdout, stderr } = run('vitest', ['run', '--coverage', ...reporters], { env: { NO_COLOR: '1' } });
  const results = readJson(tests);
  const unloadable = (results?.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.every((result) => result.status !== 'failed'),
  );
  counts.passed += results?.numPassedTests ?? 0;
  counts.failed += (results?.numFailedTests ?? 0) + unloadable.length;
  counts.skipped += (results?.numPendingTests ?? 0) + (results?.numTodoTests ?? 0);
  const summary = `${results?.numPassedTests ?? 0} passed, ${results?.numFailedTests ?? 0} failed`;
  report(`unit tests: ${summary}`, status === 0, status === 0 ? '' : `${stdout}${stderr}`);
}

function checkCoverage() {
  const percent = readJson(coverage)?.total.lines.pct ?? 0;
  report(`line coverage of src: ${percent} %`, percent >= MIN_LINE_COVERAGE, '');
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
