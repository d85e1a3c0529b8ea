import { isIn, isProposed, rejectionIn, wishesOf } from '../../edit/agreement.ts';
import { forgetEdits, requestEdits } from '../../edit/agreement-edits.ts';
import type { Assignment } from '../../edit/assignment.ts';
import { type WrittenObject, writtenObjects } from '../../edit/written-objects.ts';
import { countOf } from '../../model/counts.ts';
import { UsageError, UserError } from '../../model/errors.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { DraftChange, PlannedChange } from '../change/change-fleet.ts';
import { createObject } from '../change/create-object.ts';
import { editObjects } from '../change/edit-texts.ts';
import { findOne, firstWritten } from '../change/written-by-name.ts';
import { probablyMeant } from '../list/find-objects.ts';

/** What an application owner asks for. */
export interface NamespaceRequest {
  readonly application: string;
  readonly namespace: string;
  /** Although it was turned down. */
  readonly again: boolean;
  /** What a namespace that is not there should be, as it was typed; empty if nothing was. */
  readonly proposal: readonly Assignment[];
}

/** A request or its withdrawal, worked out but not checked. */
export interface RequestDraft extends DraftChange {
  /** What somebody should know of it, in sentences. */
  readonly notes: readonly string[];
}

/**
 * An application asks for a namespace, which is proposed along with it if there is none. Throws UserError if the
 * namespace turned it down before, unless it asks again; UsageError if a new namespace lacks its clusters, or one
 * that is there would get other ones.
 */
export async function draftRequest(state: FleetState, request: NamespaceRequest): Promise<RequestDraft> {
  const application = findOne(state, 'Application', request.application);
  if (!firstWritten(state, 'Namespace', request.namespace)) return propose(state, application, request);
  const namespace = findOne(state, 'Namespace', request.namespace);
  if (request.proposal.length > 0) throw isThere(namespace);
  const { named, requested } = wishesOf(application);
  const names = named === namespace.name;
  const rejection = rejectionIn(namespace, application.name);
  if (names && isIn(namespace, application.name)) return isHome(application.name, namespace.name, requested);
  if (rejection && !request.again)
    throw new UserError(
      `${namespace.name} turned ${application.name} down: ${rejection.reason}`,
      'Where that does not hold any more, ask again: --again',
    );
  const asksAlready = names ? requested === undefined : requested === namespace.name;
  if (!rejection && asksAlready) return nothing([`${application.name} asks for ${namespace.name} already`]);
  const draft = await editObjects(state, [
    { object: application, edits: requestEdits(application, namespace.name) },
    { object: namespace, edits: forgetEdits(namespace, application.name) },
  ]);
  const before = rejection ? [`${namespace.name} turned it down before: ${rejection.reason}`] : [];
  return { ...draft, notes: [...before, ...pendingNotes(state, application, namespace.name)] };
}

/** How many clusters a namespace would be on, once somebody decides for it. */
export async function proposalNotes({ after }: PlannedChange, request: NamespaceRequest): Promise<string[]> {
  if (request.proposal.length === 0) return [];
  const { resolution } = await after.evaluated();
  const namespace = resolution?.inventory.namespaces.find(({ name }) => name === request.namespace);
  if (!resolution || !namespace) return [];
  const { clusters } = resolution.select(namespace.spec.clusters, namespace.source);
  const count = countOf(clusters.and(resolution.active).count(), 'cluster');
  return [`namespace/${request.namespace} is proposed with it: once approved it is on ${count}`];
}

async function propose(
  state: FleetState,
  application: WrittenObject,
  { namespace, proposal }: NamespaceRequest,
): Promise<RequestDraft> {
  if (!proposal.some(({ path }) => path.at(-1) === 'clusters')) throw notThere(state, namespace);
  const asked = await editObjects(state, [{ object: application, edits: requestEdits(application, namespace) }]);
  const isOpen: Assignment = { path: ['spec', 'proposed'], op: '=', text: 'true' };
  const assignments = [...proposal, isOpen];
  const made = createObject(state, { kind: 'Namespace', name: namespace, assignments, createGroups: false });
  return {
    texts: new Map([...asked.texts, ...made.texts]),
    objects: [...asked.objects, ...made.objects],
    notes: pendingNotes(state, application, namespace),
  };
}

function pendingNotes(state: FleetState, application: WrittenObject, namespace: string): string[] {
  const { named, requested } = wishesOf(application);
  const home = named === undefined ? undefined : firstWritten(state, 'Namespace', named);
  const stays = home && isIn(home, application.name) ? `; until then it stays in ${home.name}` : '';
  const before = requested === namespace ? undefined : requested;
  const old = before === undefined ? undefined : firstWritten(state, 'Namespace', before);
  const asks = `${application.name} asks for ${namespace}${before === undefined ? '' : ` in place of ${before}`}`;
  return [
    `${asks}: it waits until an operator approves that${stays}`,
    ...(old && isProposed(old)
      ? [`namespace/${old.name} stays proposed; where nobody else asks for it: resedge delete ns/${old.name}`]
      : []),
  ];
}

function isHome(application: string, namespace: string, requested: string | undefined): RequestDraft {
  const other = `It asks for ${requested}. To take that back: resedge request ${application} ${requested} --withdraw`;
  return nothing([`${application} is in ${namespace} already`, ...(requested === undefined ? [] : [other])]);
}

function nothing(notes: readonly string[]): RequestDraft {
  return { texts: new Map(), objects: [], notes };
}

function isThere(namespace: WrittenObject): UsageError {
  const { name } = namespace;
  const assign = isProposed(namespace) ? `resedge set ns/${name} clusters=EXPR` : `resedge assign ${name} EXPR`;
  return new UsageError(
    `there is a namespace ${name} already, so nothing can be proposed for it`,
    `Its clusters: ${assign}. Its quota: resedge set ns/${name} quota.cpu=2`,
  );
}

function notThere({ intent }: FleetState, namespace: string): UsageError {
  const namespaces = [...writtenObjects(intent)].filter(({ kind }) => kind === 'Namespace');
  const near = probablyMeant(namespaces, namespace);
  const meant = near === undefined ? '' : `Did you mean ${near}? `;
  return new UsageError(
    `there is no namespace ${namespace}`,
    `${meant}To propose it, say which clusters it is for: --clusters /g/stores`,
  );
}
