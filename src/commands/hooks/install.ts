import { installHooks } from '../../operations/setup/install-hooks.ts';
import { openRepository } from '../../state/repository.ts';
import { defineCommand } from '../frame/define.ts';
import { dryRun, toggle } from '../frame/flags.ts';
import type { Outcome } from '../frame/outcome.ts';

export const command = defineCommand({
  description:
    'Installs a pre-commit hook that validates what is staged. With the pre-commit framework use its configuration instead: the hook is called resedge-validate.',
  examples: [{ title: 'Validate before each commit', command: 'resedge hooks install' }],
  flags: { dryRun, force: toggle('--force', 'replace a hook that is there') },
  async run(context, { dryRun: dry, force }): Promise<Outcome> {
    const repository = await openRepository(context.host, context.repo);
    const path = await installHooks(context.host, repository, { force, dryRun: dry });
    context.note(dry ? `${path} would be written` : `installed ${path}`);
    return 'done';
  },
});
