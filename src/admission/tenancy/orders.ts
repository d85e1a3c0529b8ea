import type { Orders } from '../../model/engine.ts';
import type { Path } from '../../model/place.ts';
import { valueAt } from '../../model/record.ts';
import { textOf } from '../../model/text-of.ts';
import { fieldName } from '../../validate/field-words.ts';
import type { Home, ScopeProblem } from './problem.ts';

const about = 'reaches out of its namespace';

/**
 * What is wrong with an object that has an engine do something: the engine does it with all of its own rights unless
 * the object names an account, and in whatever namespace or cluster the object names.
 */
export function orderProblems(value: unknown, orders: Orders, home: Home, engine: string): ScopeProblem[] {
  const namespaces = orders.namespaces.flatMap((path) => placesOf(value, path));
  const foreign = namespaces.flatMap((path): ScopeProblem[] => {
    const named = valueAt(value, path);
    if (named === undefined || named === null || named === '' || named === home.namespace) return [];
    const text = `its ${fieldName(path)} is ${textOf(named)}, and application ${home.application} may write in namespace ${home.namespace} alone`;
    return [{ about, text, path, hint: `Write ${home.namespace}, or leave the field out.` }];
  });
  const elsewhere = orders.clusters.flatMap((path): ScopeProblem[] => {
    if (valueAt(value, path) === undefined) return [];
    const text = `its ${fieldName(path)} leads to another cluster, where nobody checks what is applied`;
    return [{ about, text, path, hint: 'Take the field out: each cluster gets its own from here.' }];
  });
  return [...(orders.account ? accountProblems(value, orders.account, home, engine) : []), ...foreign, ...elsewhere];
}

function accountProblems(value: unknown, path: Path, home: Home, engine: string): ScopeProblem[] {
  const named = valueAt(value, path);
  const [own] = home.accounts;
  const hint = own === undefined ? 'Name one of its namespace.' : `Write ${path.join('.')}: ${own}`;
  if (named === undefined || named === null || named === '') {
    const text = `it names no service account, so ${engine} does what it says with all rights in all namespaces`;
    return [{ about, text, path: path.slice(0, -1), hint }];
  }
  if (home.accounts.includes(textOf(named))) return [];
  const text = `there is no ServiceAccount ${textOf(named)} in namespace ${home.namespace}`;
  return [{ about, text, path, hint }];
}

/** The places that a path means: `*` in it stands for each item of a list. */
function placesOf(value: unknown, path: Path): Path[] {
  const star = path.indexOf('*');
  if (star < 0) return [path];
  const before = path.slice(0, star);
  const list = valueAt(value, before);
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, index) => placesOf(value, [...before, index, ...path.slice(star + 1)]));
}
