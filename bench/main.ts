import { parseArgs } from 'node:util';
import { flavorsSuite } from './flavors.bench.ts';
import { measure } from './harness.ts';
import { hopOptimalSuite } from './hop-optimal.bench.ts';
import { placementSuite } from './placement.bench.ts';
import { preemptionSuite } from './preemption.bench.ts';
import { quotaSuite } from './quota.bench.ts';
import { readingSuite } from './reading.bench.ts';
import { benchTable } from './table.ts';
import { topologySuite } from './topology.bench.ts';

const SUITES = [
  topologySuite,
  placementSuite,
  hopOptimalSuite,
  quotaSuite,
  flavorsSuite,
  preemptionSuite,
  readingSuite,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, time: { type: 'string', default: '500' } },
});
const unknown = positionals.filter((name) => SUITES.every((suite) => suite.name !== name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${SUITES.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const settle = (globalThis as { gc?: () => void }).gc;
const options = {
  now: () => performance.now(),
  timeMs: Number(values.time),
  ...(settle === undefined ? {} : { settle }),
};
const rows = [];
for (const suite of SUITES) {
  if (positionals.length > 0 && !positionals.includes(suite.name)) continue;
  rows.push(...(await measure(suite, options)));
}
console.log(values.json === true ? JSON.stringify({ node: process.version, rows }, null, 2) : benchTable(rows));
