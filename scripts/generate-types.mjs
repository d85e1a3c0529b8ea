// Writes src/model/kinds.ts from schemas/*.json; the schemas are the truth.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kindTypes } from './kind-types.mjs';

writeFileSync(fileURLToPath(new URL('../src/model/kinds.ts', import.meta.url)), await kindTypes());
