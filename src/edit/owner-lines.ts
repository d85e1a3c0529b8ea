import type { Inventory } from '../model/inventory.ts';
import { foldOwners, nestOwners, type OwnerLine } from './fold-owners.ts';
import { type OwnerProblem, ownedPaths } from './owned-paths.ts';

/** What CODEOWNERS says of a fleet. */
export interface OwnerLines {
  /** The last one that matches a file holds for it. */
  readonly lines: readonly string[];
  /** What is left out of them. */
  readonly problems: readonly OwnerProblem[];
}

/** All of a fleet: what people write, and what is generated from it. */
const allPaths = ['resedge.yaml', 'inventory/', 'policies/', 'expectations/', 'apps/', 'clusters/', 'fleet/'];

/**
 * The lines of a fleet: the Fleet's owners for all of it, then who owns single folders and files. Paths in them count
 * from the Git root; `prefix` leads from there to the fleet root: empty, or with a slash at the end.
 */
export function ownerLines(inventory: Inventory, prefix: string): OwnerLines {
  const { fleet, files, folders, problems } = ownedPaths(inventory);
  const broad = fleet === '' ? [] : allPaths.map((path) => ({ path, owners: fleet }));
  const narrow = [...foldOwners(files, fleet), ...nestOwners(folders, fleet)];
  const { lines, unwritable } = written([...broad, ...narrow], prefix);
  return { lines, problems: [...problems, ...unwritable.map((message) => ({ message }))] };
}

function written(all: readonly OwnerLine[], prefix: string): { lines: string[]; unwritable: string[] } {
  const lines: string[] = [];
  const bad = new Set<string>();
  for (const { path, owners } of all) {
    const pattern = toPattern(`${prefix}${path}`);
    if (pattern === undefined) bad.add(firstUnwritable(`${prefix}${path}`));
    else lines.push(`${pattern} ${owners}`);
  }
  const unwritable = [...bad].map(
    (path) =>
      `CODEOWNERS cannot name ${JSON.stringify(path)}: it has no line, and whoever owns what is around it owns it`,
  );
  return { lines, unwritable };
}

/**
 * A path as GitHub and GitLab both read it; undefined if there is no such text. What follows # is a comment to GitHub
 * whatever is in front of it, and GitLab takes any white space for a blank.
 */
function toPattern(path: string): string | undefined {
  if (/[#\u0000-\u001f\u007f]|(?! )\s/.test(path)) return undefined;
  return `/${path.replace(/[\\ *?[\]]/g, '\\$&')}`;
}

/** The folder that is the reason for all below it, or the file. */
function firstUnwritable(path: string): string {
  const names = path.split('/');
  const at = names.findIndex((name) => toPattern(name) === undefined);
  return names.slice(0, at + 1).join('/');
}
