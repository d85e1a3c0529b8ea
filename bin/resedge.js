#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 20 || (major === 20 && minor >= 19)) {
  Promise.all([import('../dist/main.js'), import('../dist/host.js')]).then(async ([{ main }, { createHost }]) => {
    process.exitCode = await main(process.argv.slice(2), createHost());
  });
} else {
  process.stderr.write(`error: resedge needs Node.js 20.19 or later; this is ${process.versions.node}\n`);
  process.exitCode = 2;
}
