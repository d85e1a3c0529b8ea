// Brings what is generated in examples/retail up to date, as if the example were a Git repository of its own.
import { fileURLToPath } from 'node:url';
import { createHost } from '../dist/host.js';
import { main } from '../dist/main.js';

const example = fileURLToPath(new URL('../examples/retail', import.meta.url));
const host = { ...createHost(), git: async () => undefined };
process.exitCode = await main(['generate', '--repo', example, ...process.argv.slice(2)], host);
