// The program as it is installed, in dist/. Most commands need some 300 files of src/, and to look for and open each of
// them takes a fifth of the time of a small command: so what is used together is one file. Libraries stay where npm
// puts them.
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

await build({
  cwd: root,
  input: ['src/main.ts', 'src/host.ts'],
  platform: 'node',
  external: /^[^./]/,
  output: { dir: 'dist', cleanDir: true, format: 'esm', chunkFileNames: '[name].js', comments: false },
  onLog(level, { message }) {
    if (level !== 'info') throw new Error(message);
  },
});
