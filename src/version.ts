import { createRequire } from 'node:module';
import { packageFile } from './package-file.ts';

/** The version of the program. */
export function programVersion(): string {
  const file = packageFile('package.json');
  const manifest: { version: string } = createRequire(file)(file);
  return manifest.version;
}
