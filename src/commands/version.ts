import { programVersion } from '../version.ts';
import { documentViews } from '../views/machine.ts';
import { defineCommand } from './frame/define.ts';

const views = {
  text: (version: string) => `resedge ${version}\n`,
  ...documentViews((version: string) => ({ kind: 'Version', version })),
};

export const command = defineCommand({
  description: 'Shows the version of the program.',
  examples: [{ title: 'For a script', command: 'resedge version -o json' }],
  formats: ['text', 'json', 'yaml'],
  async run(context) {
    context.print(views, programVersion());
    return 'done';
  },
});
