import { UserError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { applicationsIn, overlayName } from '../../model/overlay-annotations.ts';
import type { FleetSources } from '../../state/fleet-sources.ts';
import { editedText, type OverlayDraft, type OverlayFiles, overlayFiles, resolutionOf } from './draft-overlay.ts';

/**
 * Takes an overlay away, with all files in its folder. Where it is for other applications as well, it stays for them.
 * Throws UserError where there is no such overlay.
 */
export async function draftRemoval(sources: FleetSources, application: string, name: string): Promise<OverlayDraft> {
  const resolution = await resolutionOf(sources);
  const files = overlayFiles(sources, resolution, application, name);
  const inFolder = sources.entries.filter(({ path }) => path.startsWith(`${files.folder}/`));
  if (inFolder.length === 0)
    throw noOverlay(application, name, resolution.inventory.manifests.folders(`${files.path}/overlays`));
  const kept = othersOf(files, application);
  const result = { application, overlay: name, warnings: [] };
  const object = { kind: 'Overlay', name: overlayName(application, name) } as const;
  if (files.written && kept.length > 0) {
    const nothing = { images: [], replicas: [], env: [], patches: [] };
    const text = await editedText(sources, files.written, {
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
