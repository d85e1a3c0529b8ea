import { moreLines } from '../model/counts.ts';
import { UsageError } from '../model/errors.ts';
import { type KindWords, kindWords } from '../model/kind-names.ts';
import { searchObjects } from '../operations/list/search-objects.ts';
import { searchViews } from '../views/search.ts';
import { some } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { count, headers, list } from './frame/flags.ts';
import { openFleet } from './frame/fleet.ts';
import { readKinds } from './frame/kind-words.ts';
import type { Outcome } from './frame/outcome.ts';

/** More rows than this nobody reads in a terminal. */
const mostRows = 50;

export const command = defineCommand({
  description:
    'Finds objects by any text in them: names, labels, annotations, values, descriptions, owners, expressions, reasons. Upper and lower case are the same. With several words, all must be found in an object; a word with blanks goes in quotes.',
  examples: [
    { title: 'A store by its number', command: 'resedge search 2301' },
    { title: 'What a team answers for', command: 'resedge search @contoso/pos' },
    { title: 'Names of clusters alone, for a script', command: 'resedge search nola gold --kind clusters -o name' },
  ],
  formats: ['text', 'wide', 'json', 'jsonl', 'yaml', 'name'],
  arguments: { words: some('text', 'what to find') },
  flags: {
    kinds: list('--kind <kind>', 'only objects of this kind; may be repeated, or several with commas', 'kinds'),
    limit: count('--limit <n>', `at most so many rows; unless given, a table has ${mostRows} and other forms have all`),
    headers,
  },
  async run(context, { words, kinds, limit, headers }): Promise<Outcome> {
    if (words.some((word) => word.trim() === '')) throw new UsageError('there is nothing to search for');
    const searched: readonly KindWords[] = kinds.length === 0 ? kindWords : readKinds(kinds.join(','));
    const { inventory } = await (await openFleet(context)).resolution();
    const hits = searchObjects(
      inventory,
      words,
      searched.map(({ kind }) => kind),
    );
    const isTable = context.format === 'text' || context.format === 'wide';
    const shown = hits.slice(0, limit ?? (isTable ? mostRows : hits.length));
    context.print(searchViews, { rows: shown, headers });
    if (hits.length === 0) context.note(`nothing holds ${words.map((word) => JSON.stringify(word)).join(' and ')}`);
    for (const line of moreLines(hits.length - shown.length))
      context.note(`${line}: narrow it with --kind or another word, or --limit`);
    return 'done';
  },
});
