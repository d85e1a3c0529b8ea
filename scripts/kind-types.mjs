import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const schemas = fileURLToPath(new URL('../schemas/', import.meta.url));
const kinds = readdirSync(schemas)
  .filter((file) => file !== 'common.json')
  .sort();

/** The text of src/model/kinds.ts: one TypeScript type for each schema, and for each shape that they share. */
export async function kindTypes() {
  const all = {
    title: 'AnyObject',
    oneOf: kinds.map((kind) => ({ $ref: kind })),
  };
  const text = await compile(all, 'AnyObject', {
    cwd: schemas,
    additionalProperties: false,
    bannerComment: '// Generated from schemas/*.json by "npm run types". Do not edit.',
    style: { singleQuote: true, printWidth: 120 },
    $refOptions: { resolve: { http: false, kinds: resolver } },
  });
  return text;
}

const resolver = {
  order: 1,
  canRead: /^https:\/\/resedge\.dev\/schemas\/v1\//,
  read: (file) => readFileSync(`${schemas}${file.url.split('/').at(-1)}`, 'utf8'),
};
