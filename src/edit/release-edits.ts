import { at } from '../model/at.ts';
import { groupBy } from '../model/group-by.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { Path } from '../model/place.ts';
import { isRecord, toRecord } from '../model/record.ts';
import { editData } from './edit-data.ts';
import { patchHead } from './env-edits.ts';
import type { FieldEdit } from './field-edit.ts';
import { inlinePatchEdits } from './inline-patches.ts';

/** A field of the spec of a HelmRelease: the version of its chart, or one of the values that the chart gets. */
export interface ReleaseChange {
  readonly release: ManifestObject;
  /** From the root of the object: `spec.chart.spec.version`, or below `spec.values`. */
  readonly path: Path;
  readonly value: unknown;
}

/** Edits of `patches` that change HelmReleases: one strategic merge patch for each, which adds to what is there. */
export function releaseEdits(patches: readonly unknown[], changes: readonly ReleaseChange[]): FieldEdit[] {
  const byRelease = groupBy(changes, ({ release }) => JSON.stringify(patchHead(release)));
  return inlinePatchEdits(
    patches,
    Array.from(byRelease.values(), (own) => {
      const head = patchHead(at(own, 0).release);
      return {
        isOwn: (document: unknown) => isOwnPatch(document, head),
        make: (document: unknown) =>
          own.reduce<unknown>((now, { path, value }) => editData(now, { op: 'set', path, value }), document ?? head),
      };
    }),
  );
}

/** Whether a document is a patch that was written here: of the version and the values alone. */
function isOwnPatch(document: unknown, head: ReturnType<typeof patchHead>): boolean {
  if (!isRecord(document)) return false;
  const { spec, ...rest } = document;
  const { chart, values, ...others } = toRecord(spec);
  const isOfVersion = chart === undefined || /^\{"spec":\{"version":[^{}]*\}\}$/.test(JSON.stringify(chart));
  const isOfBoth = Object.keys(others).length === 0 && (values === undefined || isRecord(values));
  return isOfVersion && isOfBoth && JSON.stringify(rest) === JSON.stringify(head);
}
