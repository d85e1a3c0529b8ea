/** Where a reference in a kustomization leads. `outside` is not below apps/ or policies/, or not a path at all. */
export type ReferenceTarget =
  | { readonly type: 'path'; readonly path: string }
  | { readonly type: 'remote' }
  | { readonly type: 'outside' };

/** Schemes, user@host:, hosts that Kustomize knows, and the queries of its URLs. */
const remote =
  /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:|^(git::|gh:|github\.com[/:])|_git\/|\?(ref|version|timeout|submodules)=/i;

/** Follows a reference from a folder; both count from the fleet root. */
export function followReference(folder: string, text: string): ReferenceTarget {
  if (remote.test(text)) return { type: 'remote' };
  if (/^([/\\]|[A-Za-z]:)/.test(text)) return { type: 'outside' };
  const path = folder.split('/');
  for (const name of text.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') path.push(name);
    else if (path.pop() === undefined) return { type: 'outside' };
  }
  return path[0] === 'apps' || path[0] === 'policies' ? { type: 'path', path: path.join('/') } : { type: 'outside' };
}
