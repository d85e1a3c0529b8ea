import type { CommandEntry } from './entry.ts';

/** All commands, within a group in the order of `resedge --help`. */
export const commands: readonly CommandEntry[] = [
  { name: 'get', group: 'Inventory', summary: 'list objects, or what runs where', load: () => import('./get.ts') },
  {
    name: 'describe',
    group: 'Inventory',
    summary: 'show all that concerns an object',
    load: () => import('./describe.ts'),
  },
  {
    name: 'search',
    group: 'Inventory',
    summary: 'find objects by any text in them',
    load: () => import('./search.ts'),
  },
  {
    name: 'create',
    group: 'Inventory',
    summary: 'make an object',
    commands: [
      { name: 'cluster', summary: 'make a cluster', load: () => import('./create/cluster.ts') },
      { name: 'group', summary: 'make a group', load: () => import('./create/group.ts') },
      {
        name: 'application',
        aliases: ['app'],
        summary: 'make an application',
        load: () => import('./create/application.ts'),
      },
      { name: 'namespace', aliases: ['ns'], summary: 'make a namespace', load: () => import('./create/namespace.ts') },
      { name: 'ring', summary: 'make a ring', load: () => import('./create/ring.ts') },
      { name: 'policy', summary: 'make a policy', load: () => import('./create/policy.ts') },
      { name: 'expectation', summary: 'make an expectation', load: () => import('./create/expectation.ts') },
    ],
  },
  { name: 'set', group: 'Inventory', summary: 'change fields of objects', load: () => import('./set.ts') },
  { name: 'unset', group: 'Inventory', summary: 'take fields out of objects', load: () => import('./unset.ts') },
  {
    name: 'rename',
    group: 'Inventory',
    summary: 'give an object another name, everywhere',
    load: () => import('./rename.ts'),
  },
  {
    name: 'delete',
    group: 'Inventory',
    summary: 'delete objects',
    load: () => import('./delete.ts'),
  },
  {
    name: 'import',
    group: 'Inventory',
    summary: 'take over what other systems know',
    commands: [
      {
        name: 'clusters',
        summary: 'bring clusters in from a table, JSON, YAML or other systems',
        load: () => import('./import-clusters.ts'),
      },
    ],
  },
  {
    name: 'freeze',
    group: 'Inventory',
    summary: 'let nothing change for some days',
    load: () => import('./freeze.ts'),
  },
  {
    name: 'hold',
    group: 'Inventory',
    summary: 'keep clusters as they are until they are released',
    load: () => import('./hold.ts'),
  },
  { name: 'release', group: 'Inventory', summary: 'take the hold off clusters', load: () => import('./release.ts') },
  {
    name: 'match',
    group: 'Questions',
    summary: 'list the clusters that an expression selects',
    load: () => import('./match.ts'),
  },
  { name: 'validate', group: 'Checks', summary: 'check all that people write', load: () => import('./validate.ts') },
  {
    name: 'generate',
    group: 'Delivery',
    summary: 'write clusters/ and fleet/ from the inventory',
    load: () => import('./generate.ts'),
  },
  {
    name: 'deploy',
    group: 'Delivery',
    summary: 'validate, generate, commit and push',
    load: () => import('./deploy.ts'),
  },
  {
    name: 'bootstrap',
    group: 'Delivery',
    summary: 'print what starts a cluster',
    load: () => import('./bootstrap.ts'),
  },
  { name: 'init', group: 'Helpers', summary: 'make a new fleet repository', load: () => import('./init.ts') },
  {
    name: 'hooks',
    group: 'Helpers',
    summary: 'work with Git hooks',
    commands: [
      {
        name: 'install',
        summary: 'validate what is staged before each commit',
        load: () => import('./hooks-install.ts'),
      },
    ],
  },
  {
    name: 'completion',
    group: 'Helpers',
    summary: 'print the script that completes what you type',
    load: () => import('./completion.ts'),
  },
  {
    name: 'fmt',
    group: 'Helpers',
    summary: 'bring the files of the inventory into the usual form',
    load: () => import('./fmt.ts'),
  },
  {
    name: 'rule',
    group: 'Helpers',
    summary: 'explain a rule of validate, or list all',
    load: () => import('./rule.ts'),
  },
  {
    name: 'schema',
    group: 'Helpers',
    summary: 'print the JSON Schema of a kind, or of all',
    load: () => import('./schema.ts'),
  },
  { name: 'version', group: 'Helpers', summary: 'show the version', load: () => import('./version.ts') },
  { name: 'help', group: 'Helpers', summary: 'show the help of a command or a topic', load: () => import('./help.ts') },
  {
    name: '__complete',
    hidden: true,
    summary: 'print what may follow on a command line',
    load: () => import('./complete.ts'),
  },
];
