import { isIn, isProposed, wishesOf } from '../../edit/agreement.ts';
import { withdrawEdits } from '../../edit/agreement-edits.ts';
import { removeDocuments } from '../../edit/edit-file.ts';
import { referenceSites } from '../../edit/references.ts';
import type { WrittenObject } from '../../edit/written-objects.ts';
import { mustGet } from '../../model/at.ts';
import { someOf } from '../../model/counts.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { editObjects } from '../change/edit-texts.ts';
import { findOne, firstWritten } from '../change/written-by-name.ts';
import type { RequestDraft } from './draft-request.ts';

/**
 * An application does not ask for a namespace any more; if none is given, for the one that it asks for. One that was
 * only proposed goes if nothing else names it.
 */
export async function draftWithdrawal(
  state: FleetState,
  { application: asking, namespace: given }: { readonly application: string; readonly namespace: string | undefined },
): Promise<RequestDraft> {
  const application = findOne(state, 'Application', asking);
  const { named, requested } = wishesOf(application);
  const asked = given ?? requested ?? named;
  if (asked === undefined) return nothing(`${asking} asks for nothing`);
  const namespace = firstWritten(state, 'Namespace', asked);
  const isThere = namespace !== undefined && isIn(namespace, asking);
  const edits = withdrawEdits(application, asked, isThere);
  if (edits.length === 0) {
    findOne(state, 'Namespace', asked);
    const isHome = isThere && named === asked;
    const what = isHome ? `is in ${asked}, and asks for nothing` : `does not ask for ${asked}`;
    return nothing(`${asking} ${what}`);
  }
  const { texts, objects } = await editObjects(state, [{ object: application, edits }]);
  const notes = given === undefined ? [`${asking} does not ask for ${asked} any more`] : [];
  if (!namespace || !isProposed(namespace)) return { texts, objects, notes };
  const others = namedBy(state, application, namespace);
  if (others.length > 0) return { texts, objects, notes: [...notes, staysNote(namespace, others)] };
  const { file, document } = namespace.source;
  const all = new Map<string, string | undefined>(texts);
  const text = texts.get(file) ?? mustGet(await state.texts([file]), file);
  all.set(file, removeDocuments(text, new Set([document])));
  const gone = { kind: 'Namespace', name: namespace.name, action: 'deleted' } as const;
  return { texts: all, objects: [...objects, gone], notes };
}

function nothing(note: string): RequestDraft {
  return { texts: new Map(), objects: [], notes: [note] };
}

function staysNote({ name }: WrittenObject, others: readonly string[]): string {
  const verb = others.length === 1 ? 'names' : 'name';
  return `namespace/${name} stays proposed: ${someOf(others)} ${verb} it too`;
}

/** What else names a namespace, sorted by place. */
function namedBy({ files }: FleetState, application: WrittenObject, namespace: WrittenObject): string[] {
  const sites = [...referenceSites(files)].filter(({ to, role }) => {
    return to.kind === 'Namespace' && to.name === namespace.name && role !== 'loose';
  });
  const names = sites.map(({ from }) => `${from.kind.toLowerCase()}/${from.name}`);
  return [...new Set(names)].filter((name) => name !== `application/${application.name}`);
}
