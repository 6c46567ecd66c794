// Writes JSON Schemas of Kueue's own kinds, for editors, to schemas/: made of the schemas that objects are read with.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kueueJsonSchemas } from '../dist/formats.js';

const folder = join(import.meta.dirname, '..', 'schemas');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [file, schema] of Object.entries(kueueJsonSchemas())) {
  writeFileSync(join(folder, file), `${JSON.stringify(schema)}\n`);
}
