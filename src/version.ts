import { createRequire } from 'node:module';

/** The version of the program, from the package.json that lies beside `src/` as well as beside `dist/`. */
export function programVersion(): string {
  const manifest: { version: string } = createRequire(import.meta.url)('../package.json');
  return manifest.version;
}
