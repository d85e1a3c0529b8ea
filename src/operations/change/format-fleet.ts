import { join, relative, resolve, sep } from 'node:path';
import { formatFile } from '../../edit/format-file.ts';
import { isIntentFile } from '../../load/source-files.ts';
import { exactText } from '../../load/text.ts';
import { UserError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';
import { listWorkTree } from '../../state/list-work-tree.ts';
import type { Repository } from '../../state/repository.ts';
import { readSchemas } from '../../state/schemas.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import type { FileChange } from './change-fleet.ts';

/** What formatting comes to. Paths count from the fleet root. */
export interface FormattedFleet {
  /** Files that are not in the usual form, sorted by path. */
  readonly files: readonly FileChange[];
  /** How many are. */
  readonly unchanged: number;
  /** Files that were left alone, and why. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/**
 * Works out the usual form of files of the inventory: of all, or of those that are named or lie in folders that are
 * named, which count from where the command is run. Writes nothing.
 */
export async function formatFleet(
  { host, repository, progress }: WorkingCopy,
  named: readonly string[],
): Promise<FormattedFleet> {
  const wanted = named.map((word) => pathInFleet(host, repository, word));
  const isWanted = (path: string) =>
    wanted.length === 0 || wanted.some((name) => name === '' || path === name || path.startsWith(`${name}/`));
  const { read, ...listing } = listWorkTree(host.fs, repository);
  const entries = listing.entries.filter(({ path }) => isIntentFile(path) && isWanted(path));
  const problems = entries.flatMap(({ path, problem }) =>
    problem === undefined ? [] : [{ path, message: `it ${problem}` }],
  );
  const contents = await read(entries.filter(({ problem }) => problem === undefined));
  const orderOf = readSchemas(host.fs).shapes();
  const files: FileChange[] = [];
  let done = 0;
  for (const [path, content] of contents) {
    progress(++done, contents.size, 'files read');
    const before = exactText(content);
    const formatted = before === undefined ? { problem: 'it is not in UTF-8' } : formatFile(before, orderOf);
    if ('problem' in formatted) problems.push({ path, message: formatted.problem });
    else if (formatted.text !== before) files.push({ path, before, after: formatted.text });
  }
  return { files, unchanged: entries.length - files.length - problems.length, problems };
}

/** Brings files into the usual form. Each is whole at any time; broken off, some of them are done. */
export async function formatHere(copy: WorkingCopy, named: readonly string[]): Promise<FormattedFleet> {
  const {
    host,
    repository: { root },
  } = copy;
  const { planned } = await transact(copy, {
    what: 'fmt',
    asks: false,
    plan: () => formatFleet(copy, named),
    agree: () => true,
    write({ files }) {
      for (const { path, after } of files) if (after !== undefined) host.fs.write(join(root, path), after, root);
    },
  });
  return planned;
}

function pathInFleet({ fs, cwd }: Host, { root }: Repository, word: string): string {
  const path = resolve(cwd, word);
  if (!fs.stat(path)) throw new UserError(`there is no file ${word}`);
  const inFleet = relative(root, fs.realPath(path)).split(sep).join('/');
  if (inFleet.startsWith('../')) throw new UserError(`${word} is not in this fleet repository`);
  const holdsIntent = fs.stat(path)?.type === 'folder' || isIntentFile(inFleet);
  if (holdsIntent) return inFleet;
  throw new UserError(
    `${word} is not a file of the inventory`,
    'Files of the inventory are resedge.yaml, and YAML below inventory/ and expectations/.',
  );
}
