import { UsageError } from '../../model/errors.ts';
import { fillTemplate } from '../../state/assets.ts';
import { required } from '../frame/arguments.ts';
import { defineCommand } from '../frame/define.ts';

const shells = ['bash', 'zsh', 'fish'] as const;

export const command = defineCommand({
  description:
    'Prints the script that makes a shell complete what you type: commands, flags, kinds, and the names of the objects of the fleet repository that you are in.',
  examples: [
    { title: 'fish', command: 'resedge completion fish > ~/.config/fish/completions/resedge.fish' },
    { title: 'bash: in ~/.bashrc', command: 'source <(resedge completion bash)' },
    { title: 'zsh: in ~/.zshrc, behind compinit', command: 'source <(resedge completion zsh)' },
  ],
  arguments: { shell: required('shell', shells.join(', '), shells) },
  async run({ host }, { shell }) {
    const known = shells.find((name) => name === shell);
    if (!known) throw new UsageError(`there is no completion for the shell "${shell}"`, `Shells: ${shells.join(', ')}`);
    host.terminal.out(fillTemplate(host.fs, `completion/resedge.${known}`, {}));
    return 'done';
  },
});
