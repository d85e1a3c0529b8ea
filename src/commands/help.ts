import { UsageError } from '../model/errors.ts';
import { any } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { locate } from './frame/locate.ts';
import { runProgram } from './frame/program.ts';
import { topics } from './frame/topics.ts';

export const command = defineCommand({
  description: `Shows the help of a command, or one of the topics ${topics.map(({ name }) => name).join(', ')}.`,
  examples: [
    { title: 'The same as resedge rule --help', command: 'resedge help rule' },
    { title: 'What the exit codes mean', command: 'resedge help exit-codes' },
  ],
  arguments: { words: any('command', 'the name of a command, or of a topic', 'command') },
  async run({ host, commands }, { words }) {
    const topic = topics.find(({ name }) => name === words[0]);
    if (topic && words.length === 1) {
      host.terminal.out(topic.text);
      return 'done';
    }
    if (locate(words, commands).path.length < words.length) {
      throw new UsageError(
        `there is no command or topic "${words.join(' ')}"`,
        `Topics: ${topics.map(({ name }) => name).join(', ')}`,
      );
    }
    return runProgram([...words, '--help'], host, commands);
  },
});
