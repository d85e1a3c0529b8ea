import { join } from 'node:path';
import { marksOf, withBlock } from '../../edit/codeowners-block.ts';
import { namesOwners } from '../../edit/owned-paths.ts';
import { type OwnerLines, ownerLines } from '../../edit/owner-lines.ts';
import { type LocatedFile, openFile } from '../../load/locate.ts';
import { exactText } from '../../load/text.ts';
import { UserError } from '../../model/errors.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import type { FileChange } from '../change/change-fleet.ts';
import { codeownersPath } from './codeowners-path.ts';

/** A CODEOWNERS file as it should be. */
export interface PlannedCodeowners {
  /** Its path counts from the Git root. */
  readonly file: FileChange & { readonly after: string };
  readonly changed: boolean;
  /** How many lines of the file say who owns something of the fleet. */
  readonly lines: number;
  readonly warnings: readonly OwnerWarning[];
}

/** What is left out of it, or does not work; and where that is written, counted from the fleet root. */
export interface OwnerWarning {
  readonly message: string;
  readonly at?: { readonly file: string; readonly line: number };
}

/** GitHub ignores a larger file. In bytes. */
const largest = 3_000_000;

/**
 * Works out what CODEOWNERS should be; writes nothing. `named` is the file that is asked for. UserError if there are
 * no owners, or if the file cannot be changed.
 */
export async function planCodeowners(
  host: Host,
  state: FleetState,
  named: string | undefined,
): Promise<PlannedCodeowners> {
  const { repository } = state;
  const path = codeownersPath(host.fs, repository, named);
  const { inventory } = await state.valid();
  if (!namesOwners(inventory)) throw nobody(inventory);
  const { lines, problems } = ownerLines(inventory, repository.prefix);
  if (lines.length === 0)
    throw new UserError(
      `there is nothing to write: ${problems[0]?.message ?? 'no file has an owner'}`,
      'Owners are such as @contoso/platform or ann@example.com',
    );
  const before = textAt(host, repository, path);
  const after = withBlock(before ?? '', lines, marksOf(repository.prefix), path);
  const warnings = [...located(host, repository, problems), ...tooLarge(path, after)];
  return { file: { path, before, after }, changed: before !== after, lines: lines.length, warnings };
}

/** How whoever wants it is asked. */
interface Agreement {
  readonly asks: boolean;
  /** Shows the file, and asks; false: nothing is written. */
  agree(planned: PlannedCodeowners): boolean | Promise<boolean>;
}

/** Writes CODEOWNERS, unless it is up to date. UserError if somebody else has changed it since it was worked out. */
export async function writeCodeowners(
  copy: WorkingCopy,
  named: string | undefined,
  { asks, agree }: Agreement,
): Promise<{ planned: PlannedCodeowners; isWritten: boolean }> {
  const { host, repository } = copy;
  const { planned, written = false } = await transact(copy, {
    what: 'codeowners',
    asks,
    plan: async () => planCodeowners(host, await copy.open(), named),
    agree,
    write({ changed, file: { path, before, after } }) {
      if (!changed) return false;
      if (textAt(host, repository, path) !== before)
        throw new UserError(`${path} was changed in the meantime, so nothing was written`, 'Run the command again.');
      const { root } = gitOf(repository);
      host.fs.write(join(root, path), after, root);
      return true;
    },
  });
  return { planned, isWritten: written };
}

function nobody({ fleet, namespaces }: Inventory): UserError {
  const object = namespaces[0] ? `namespace/${namespaces[0].name}` : `fleet/${fleet.name}`;
  return new UserError(
    'no object has owners',
    `Say who answers for it: resedge set ${object} owners+=@contoso/platform`,
  );
}

function textAt({ fs }: Host, repository: Repository, path: string): string | undefined {
  const file = join(gitOf(repository).root, path);
  if (!fs.stat(file)) return undefined;
  const text = exactText(fs.read(file));
  if (text === undefined) throw new UserError(`${path} is not in UTF-8`, 'Write it in UTF-8, and try again.');
  return text;
}

function located({ fs }: Host, { root }: Repository, problems: OwnerLines['problems']): OwnerWarning[] {
  const files = new Map<string, LocatedFile>();
  return problems.map(({ message, place }) => {
    if (!place) return { message };
    const file = files.get(place.file) ?? openFile(fs.read(join(root, place.file)));
    files.set(place.file, file);
    return { message, at: { file: place.file, line: file.locate(place).line } };
  });
}

function tooLarge(path: string, text: string): OwnerWarning[] {
  if (Buffer.byteLength(text) < largest) return [];
  return [{ message: `${path} would have more than 3 MB, and GitHub does not read such a file` }];
}
