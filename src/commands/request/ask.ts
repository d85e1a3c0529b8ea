import { UsageError } from '../../model/errors.ts';
import { probablyMeant } from '../../operations/list/find-objects.ts';
import type { NamedObject } from '../../state/name-cache.ts';
import { readNames } from '../../state/read-names.ts';
import { askChoice, askField, askText } from '../frame/ask.ts';
import { checkLabel } from '../frame/check-label.ts';
import type { Context } from '../frame/context.ts';

interface Asking {
  readonly application: string;
  /** Whether it was said what a new namespace should be. */
  readonly isNew: boolean;
  readonly yes: boolean;
}

/** The namespace that an application asks for, if none was typed; a UsageError if nobody can answer. */
export async function askNamespace(context: Context, { application, isNew, yes }: Asking): Promise<string> {
  if (yes || !context.canAsk)
    throw new UsageError(
      "missing required argument 'namespace'",
      `Write where it wants to be: resedge request ${application} NAMESPACE`,
    );
  const namespaces = isNew ? [] : await namespacesOf(context);
  const flag = 'NAMESPACE';
  if (namespaces.length === 0)
    return askText(context, { message: 'Name of the new namespace', flag, check: checkLabel });
  const choices = namespaces.map(({ name }) => ({ value: name }));
  return askChoice(context, { message: 'Namespace that it asks for', flag, choices });
}

/** The clusters of a namespace that is not there; undefined if it is, if a slip is likely, or if nobody can answer. */
export async function askClusters(context: Context, namespace: string, yes: boolean): Promise<string | undefined> {
  if (yes || !context.canAsk) return undefined;
  const namespaces = await namespacesOf(context);
  const isThere = namespaces.some(({ name }) => name === namespace);
  if (isThere || probablyMeant(namespaces, namespace) !== undefined) return undefined;
  context.note(`There is no namespace ${namespace}: it is proposed along with the request.`);
  return askField(context, undefined, {
    message: 'Clusters that it is for, as an expression',
    flag: '--clusters /g/stores',
  });
}

async function namespacesOf({ host, repo }: Context): Promise<NamedObject[]> {
  return (await readNames(host, repo)).filter(({ kind }) => kind === 'Namespace');
}
