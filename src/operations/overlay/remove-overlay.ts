import { UserError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { applicationsIn, overlayName } from '../../model/overlay-annotations.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { editedText, type OverlayDraft, type OverlayFiles, overlayFiles } from './draft-overlay.ts';

/**
 * Takes an overlay away, with all files in its folder. If it is for other applications as well, it stays for them.
 * Throws UserError if there is no such overlay.
 */
export async function draftRemoval(state: FleetState, application: string, name: string): Promise<OverlayDraft> {
  const { manifests } = (await state.resolution()).inventory;
  const files = await overlayFiles(state, application, name);
  const inFolder = state.entries.filter(({ path }) => path.startsWith(`${files.folder}/`));
  if (inFolder.length === 0) throw noOverlay(application, name, manifests.folders(`${files.path}/overlays`));
  const kept = othersOf(files, application);
  const result = { application, overlay: name, warnings: [] };
  const object = { kind: 'Overlay', name: overlayName(application, name) } as const;
  if (files.written && kept.length > 0) {
    const nothing = { images: [], replicas: [], env: [], releases: [], patches: [] };
    const text = await editedText(state, files.written, {
      ...nothing,
      annotations: { applications: kept.join(',') },
    });
    return { ...result, texts: new Map([[files.written.file, text]]), objects: [{ ...object, action: 'changed' }] };
  }
  const texts = new Map(inFolder.map(({ path }) => [path, undefined]));
  return { ...result, texts, objects: [{ ...object, action: 'deleted' }] };
}

/** There is no overlay with this name, with what was probably meant. */
export function noOverlay(application: string, name: string, names: readonly string[]): UserError {
  const near = nearest(name, names);
  const hint = near ? `Did you mean ${near}?` : names.length > 0 ? `There is ${names.join(', ')}.` : undefined;
  return new UserError(`${application} has no overlay named ${name}`, hint);
}

/** The other applications that an overlay applies to. */
function othersOf({ written, sharing }: OverlayFiles, application: string): readonly string[] {
  const names = written && applicationsIn(written.annotations);
  return names ? names.filter((other) => other !== application) : sharing;
}
