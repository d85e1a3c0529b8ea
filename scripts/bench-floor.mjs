// The floor that generating is compared with: read every file of the inventory, parse it, write every generated file.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const root = process.argv[2];
const files = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const start = performance.now();
const inventory = files('inventory').map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
const read = performance.now();
for (const text of inventory) parse(text);
const parsed = performance.now();
const generated = ['clusters', 'fleet'].flatMap((folder) =>
  files(folder).map((entry) => join(entry.parentPath, entry.name)),
);
const texts = generated.map((path) => readFileSync(path));
const out = mkdtempSync(`${root}-floor-`);
const before = performance.now();
for (const [index, path] of generated.entries()) {
  const target = join(out, path.slice(root.length));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, texts[index]);
}
const written = performance.now();
rmSync(out, { recursive: true });
const seconds = (from, to) => ((to - from) / 1000).toFixed(2);
console.error(`read ${seconds(start, read)} parse ${seconds(read, parsed)} write ${seconds(before, written)}`);
