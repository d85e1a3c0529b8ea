import semver from 'semver';
import { parseAssignment } from '../../edit/assignment.ts';
import type { ReleaseChange } from '../../edit/release-edits.ts';
import { parseYaml } from '../../load/parse-yaml.ts';
import { UsageError, UserError } from '../../model/errors.ts';
import type { KustomizeFolder, ManifestObject } from '../../model/kustomize.ts';
import type { Path } from '../../model/place.ts';
import { isRecord, valueAt } from '../../model/record.ts';
import { textOf } from '../../model/text-of.ts';
import { isHelmRelease } from '../../render/lost-text.ts';
import { findNamed, quoted } from './overlay-objects.ts';

/** A value for a chart, with the type that it has in YAML. */
export interface ChartValue {
  /** Below `spec.values`. */
  readonly path: Path;
  readonly value: unknown;
}

/** Reads a version or a range of versions, as charts have them. */
export function readChartVersion(typed: string): string {
  if (semver.validRange(typed) !== null && typed.trim() !== '') return typed;
  throw new UsageError(
    `--chart-version takes a version, or a range of versions, not "${typed}"`,
    'Such as 4.12.0, or 4.12.x.',
  );
}

/** Reads `path=value`; the value has the type that it has in YAML. */
export function readChartValue(typed: string): ChartValue {
  const { path, op, text } = parseAssignment(typed);
  if (op !== '=')
    throw new UsageError(`--set takes PATH=VALUE, not "${typed}"`, 'Such as --set controller.replicaCount=2');
  if (path.some((step) => typeof step === 'number'))
    throw new UsageError(
      `--set ${typed} goes into a list, which a patch of a HelmRelease replaces as a whole`,
      "Set all of the list: --set hosts='[a.example.com, b.example.com]'",
    );
  const { documents, problems } = parseYaml(new TextEncoder().encode(text));
  const [problem] = problems;
  if (problem || documents.length > 1)
    throw new UsageError(`the value of --set ${typed} is not YAML`, 'Put quotes around text: \'"a: b"\'');
  return { path, value: documents[0]?.value ?? (text.trim() === '' ? '' : null) };
}

/** What an overlay may want of a HelmRelease. */
interface ReleaseWish {
  readonly chartVersion: string | undefined;
  readonly values: readonly ChartValue[];
  readonly workload: string | undefined;
}

/** The changes of the HelmRelease that is meant. Throws UserError or UsageError if there is none, or it takes no version. */
export function releaseChanges(
  base: KustomizeFolder,
  { chartVersion, values, workload }: ReleaseWish,
): readonly ReleaseChange[] {
  if (chartVersion === undefined && values.length === 0) return [];
  const release = findRelease(base, workload);
  const ofValues = values.map(({ path, value }) => ({ release, path: ['spec', 'values', ...path], value }));
  if (chartVersion === undefined) return ofValues;
  requireChart(release);
  return [{ release, path: ['spec', 'chart', 'spec', 'version'], value: chartVersion }, ...ofValues];
}

function findRelease(base: KustomizeFolder, workload: string | undefined): ManifestObject {
  const objects = workload === undefined ? base.objects : findNamed(base, workload);
  const [only, ...others] = objects.filter(isHelmRelease);
  const where = workload === undefined ? base.folder : `${workload} in ${base.folder}`;
  if (!only) throw new UserError(`there is no HelmRelease of Flux in ${where}`);
  if (others.length === 0) return only;
  const names = [only, ...others].map(({ name }) => `HelmRelease/${name}`);
  throw new UsageError(
    `it does not say which HelmRelease is meant: ${names.join(', ')}`,
    `Say which: --workload ${quoted(names[0] ?? '')}`,
  );
}

/** https://fluxcd.io/flux/components/helm/helmreleases/#chart-reference: what chartRef names has the version. */
function requireChart({ name, value }: ManifestObject): void {
  if (valueAt(value, ['spec', 'chart']) !== undefined) return;
  const reference = valueAt(value, ['spec', 'chartRef']);
  if (!isRecord(reference)) throw new UserError(`HelmRelease/${name} has no spec.chart, so it takes no version`);
  const { kind, name: source } = reference;
  throw new UserError(
    `HelmRelease/${name} takes its chart from ${textOf(kind)}/${textOf(source)} (spec.chartRef), which has the version`,
    `Patch that one: --patch FILE, with ${kind === 'OCIRepository' ? 'spec.ref.tag' : 'spec.version'}.`,
  );
}
