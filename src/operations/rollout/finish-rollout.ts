import { DocumentEdits } from '../../edit/document-edits.ts';
import { foldOverlay, unfoldable } from '../../edit/fold-overlay.ts';
import { countOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import type { KustomizeFolder } from '../../model/kustomize.ts';
import { overlayName } from '../../model/overlay-annotations.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Rollout } from '../../resolve/rollout.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { editTexts } from '../change/edit-texts.ts';
import type { OverlayDraft } from '../overlay/draft-overlay.ts';
import { findRollout, findStage, type RolloutQuestion, requireNothing } from './draft-rollout.ts';
import { proveSameManifests } from './prove-same-manifests.ts';

/**
 * Makes an overlay that reaches every cluster part of the base, and takes it away. Throws UserError if it does not
 * reach all, if it does what cannot be moved, or if a cluster would run something else afterwards.
 */
export async function draftFinish(
  state: FleetState,
  question: RolloutQuestion,
  isAllowed: boolean,
): Promise<OverlayDraft> {
  const { stage, resolution } = await findStage(state, question);
  const rollout = await findRollout(state, stage, question);
  const { application, overlay: name } = question;
  if (!isAllowed) requireNothing(rollout);
  requireAll(rollout, resolution);
  const { folder } = rollout.overlay;
  if (folder.kind !== 'Component')
    throw new UserError(`the overlay ${name} takes the place of the base`, 'Move what it says into the base by hand.');
  const fields = unfoldable(folder.content);
  if (fields.length > 0)
    throw new UserError(
      `the overlay ${name} does more than images, replicas and patches: ${fields.join(', ')}`,
      'Move it into the base by hand, and prove it: resedge plan --expect-no-change',
    );
  const base = resolution.inventory.manifests.kustomization(`${rollout.placement.application.spec.path}/base`);
  if (!base) throw new UserError(`${application} has no base`);
  const texts = await foldedTexts(state, base, folder, name);
  await proveSameManifests(state, await state.with(texts), sharing(resolution, rollout));
  return {
    application,
    overlay: name,
    texts,
    warnings: [...rollout.notes, 'No cluster changes: what Kustomize builds is the same before and after.'],
    objects: [{ kind: 'Overlay', name: overlayName(application, name), action: 'deleted' }],
  };
}

async function foldedTexts(
  state: FleetState,
  base: KustomizeFolder,
  overlay: KustomizeFolder,
  name: string,
): Promise<Map<string, string | undefined>> {
  const paths = new Set(state.entries.map(({ path }) => path));
  const { edits, moves } = foldOverlay(base.content, overlay.content, name, (path) =>
    paths.has(`${base.folder}/${path}`),
  );
  const documents = new DocumentEdits();
  const document = state.files.find(({ path }) => path === base.file)?.parsed.documents[0]?.index ?? 0;
  for (const edit of edits) documents.add({ file: base.file, document }, edit);
  const texts = new Map<string, string | undefined>(await editTexts(state, documents));
  const moved = await state.texts([...moves.keys()].map((path) => `${overlay.folder}/${path}`));
  for (const [from, to] of moves) texts.set(`${base.folder}/${to}`, moved.get(`${overlay.folder}/${from}`));
  for (const path of paths) if (path.startsWith(`${overlay.folder}/`)) texts.set(path, undefined);
  return texts;
}

/** The names of the applications that have the same base. */
function sharing({ inventory }: Resolution, { placement }: Rollout): string[] {
  const { path } = placement.application.spec;
  return inventory.applications.filter(({ spec }) => spec.path === path).map(({ name }) => name);
}

function requireAll(rollout: Rollout, resolution: Resolution): void {
  const { overlay } = rollout;
  const names = sharing(resolution, rollout);
  for (const { application, clusters } of resolution.applications) {
    if (!names.includes(application.name)) continue;
    const isFor = overlay.applications?.includes(application.name) ?? true;
    const missing = isFor ? clusters.minus(overlay.clusters) : clusters;
    if (missing.isEmpty()) continue;
    throw new UserError(
      `the overlay ${overlay.name} does not reach ${countOf(missing.count(), 'cluster')} of the ${clusters.count()} that run ${application.name}, and the base is for all`,
      rollout.next === undefined ? 'Let it select all clusters first.' : 'To go on: resedge rollout promote',
    );
  }
}
