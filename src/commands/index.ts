import type { CommandEntry } from './entry.ts';

/** All commands, within a group in the order of `resedge --help`. */
export const commands: readonly CommandEntry[] = [
  { name: 'get', group: 'Inventory', summary: 'list objects, or what runs where', load: () => import('./get.ts') },
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
    name: 'rule',
    group: 'Helpers',
    summary: 'explain a rule of validate, or list all',
    load: () => import('./rule.ts'),
  },
  { name: 'version', group: 'Helpers', summary: 'show the version', load: () => import('./version.ts') },
  { name: 'help', group: 'Helpers', summary: 'show the help of a command or a topic', load: () => import('./help.ts') },
];
