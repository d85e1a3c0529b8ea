import { checkRoom } from '../../admission/check-room.ts';
import { checkScope } from '../../admission/check-scope.ts';
import { isError } from '../../model/diagnostic.ts';
import type { EngineWords } from '../../model/engine.ts';
import type { Item } from '../../model/inventory.ts';
import type { Application, Namespace } from '../../model/kinds.ts';
import type { PlacementChange } from '../../plan/placement-changes.ts';
import { fleetVariables } from '../../render/fleet-variables.ts';
import type { PlannedChange } from '../change/change-fleet.ts';
import { clusterLine, placementLines } from '../change/effect-lines.ts';
import { type PlacementEffects, placementEffects } from '../change/placement-effects.ts';
import { buildApplications } from '../validate/build-applications.ts';
import type { ApprovalDraft } from './draft-approval.ts';

/** What an approval does to clusters, in sentences. */
export async function reviewApproval(planned: PlannedChange, draft: ApprovalDraft): Promise<string[]> {
  const effects = await placementEffects(planned);
  if (!effects) return [];
  const { changes, clusters } = effects;
  const lines = [
    ...moveLines(effects, draft),
    ...placementLines(draft.from === undefined ? changes : withoutMove(changes, draft), clusters),
  ];
  return lines.length > 0 ? lines : [`application/${draft.application} comes to no cluster`];
}

/** Where it runs in both namespaces, before and after: there it neither comes nor leaves, but moves. */
function withoutMove(changes: readonly PlacementChange[], draft: ApprovalDraft): PlacementChange[] {
  const { lost, gained } = movement(changes, draft);
  return changes.map((change) => {
    if (change === lost && gained) return { ...change, lost: change.lost.minus(gained.gained) };
    if (change === gained && lost) return { ...change, gained: change.gained.minus(lost.lost) };
    return change;
  });
}

function movement(changes: readonly PlacementChange[], { application, from, to }: ApprovalDraft) {
  const of = (namespace: string | undefined) =>
    changes.find((change) => change.application === application && change.namespace === namespace);
  return { lost: of(from), gained: of(to) };
}

function moveLines({ before, after, clusters, changes }: PlacementEffects, draft: ApprovalDraft): string[] {
  const { lost, gained } = movement(changes, draft);
  const application = after.inventory.applications.find(({ name }) => name === draft.application);
  const from = before.inventory.namespaces.find(({ name }) => name === draft.from);
  const to = after.inventory.namespaces.find(({ name }) => name === draft.to);
  if (!lost || !application || !from || !to) return [];
  const what = `application/${draft.application} moves from ${from.name} to ${to.name} on`;
  return [
    ...(gained ? clusterLine(what, gained.gained.and(lost.lost), clusters) : []),
    ...warnings(application, from, to, before.engine.words).map((text) => `warning: ${text}`),
  ];
}

function warnings(
  { name, spec }: Item<Application>,
  from: Item<Namespace>,
  to: Item<Namespace>,
  engine: EngineWords,
): string[] {
  const ownNamespaces = !spec.setNamespace;
  const claims = from.spec.onRemove === 'delete' ? 'volume claims included' : `volume claims stay in ${from.name}`;
  const loses = from.spec.access === 'cluster' && to.spec.access !== 'cluster';
  return [
    ownNamespaces
      ? `the manifests of ${name} name their namespaces themselves (setNamespace: false), and stay where they are`
      : `${engine.name} deletes application/${name} in ${from.name}, and makes it anew in ${to.name} without its data; ${claims}`,
    ...(loses
      ? [
          `${name} was applied as ${engine.name} itself, and is applied as ${to.name} now: it may change and clean up nothing outside of namespaces`,
        ]
      : []),
  ];
}

/** What clusters would refuse of the applications in a namespace after a change, in sentences; nothing without Kustomize. */
export async function refusalsAfter({ after }: PlannedChange, namespace: string): Promise<string[]> {
  const { resolution } = await after.evaluated();
  if (!resolution) return [];
  const built = await buildApplications(after, resolution, ({ home }) => home.namespace.name === namespace);
  if (typeof built === 'string') return [];
  const admission = { applications: built.units, namespaces: [], variables: fleetVariables(resolution) };
  const findings = [...checkRoom(admission, resolution), ...checkScope(admission, resolution)].filter(isError);
  return [...built.failed.values(), ...findings.map(({ message }) => message)];
}
