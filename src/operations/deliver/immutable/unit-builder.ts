import { contentReader } from '../../../deliver/content-files.ts';
import { gitWhereabouts } from '../../../generate/git-whereabouts.ts';
import { parentOf } from '../../../model/paths.ts';
import type { Resolution, Variant } from '../../../model/resolution.ts';
import type { SetUnit } from '../../../model/sets.ts';
import type { Applied } from '../../../plan/immutable/compare-fixed.ts';
import type { Rendered } from '../../../render/built-object.ts';
import type { FleetState } from '../../../state/fleet-state.ts';
import type { Renderer } from '../../../state/renderer.ts';
import { gitOf } from '../../../state/repository.ts';
import { variantContents } from '../../plan/variant-content.ts';
import type { Circumstances } from '../generate.ts';
import type { JudgedCluster } from './judged-clusters.ts';

/** Builds what clusters have and should have. What Kustomize refuses holds no objects. */
export interface UnitBuilder {
  before(unit: SetUnit, after: SetUnit): Promise<Applied>;
  after(unit: SetUnit): Promise<Applied>;
  /** Those of the clusters on which a variable changes that may stand in what a unit is built from. */
  readers(unit: SetUnit, clusters: readonly JudgedCluster[]): Promise<readonly JudgedCluster[]>;
  /** The variant that a unit is; undefined where clusters get back what they had. */
  variantOf(unit: SetUnit): Variant | undefined;
}

export function unitBuilder(
  state: FleetState,
  renderer: Renderer,
  { delivered, back }: Pick<Circumstances, 'delivered' | 'back'>,
): UnitBuilder {
  const { resolution } = renderer;
  const outputs = [delivered, back].filter((output) => output !== undefined);
  const filesIn = contentReader(gitOf(state.repository), outputs);
  const variants = back ? new Map<string, Variant>() : variantsByFolder(resolution);
  const contents = variantContents(state, resolution);
  const built = new Map<string, Promise<Rendered>>();
  const variantOf = ({ content }: SetUnit) => variants.get(parentOf(content));

  function deliveredContent(content: string): Promise<Rendered> {
    const found = built.get(content) ?? filesIn(content).then((files) => renderer.content(content, files));
    built.set(content, found);
    return found;
  }

  async function after(unit: SetUnit): Promise<Applied> {
    const variant = variantOf(unit);
    const rendered = await (variant ? renderer.variant(variant) : deliveredContent(unit.content));
    return applied(rendered, unit);
  }

  return {
    variantOf,
    after,
    async before(unit, now) {
      if (unit.content === now.content) return { ...(await after(now)), own: unit.variables };
      return applied(await deliveredContent(unit.content), unit);
    },
    async readers(unit, clusters) {
      const variant = variantOf(unit);
      const read = variant && (await contents.variables(variant));
      return clusters.filter(({ changed }) => changed.some((variable) => !read || read.has(variable)));
    },
  };
}

function applied(rendered: Rendered, { variables: own }: SetUnit): Applied {
  return { objects: rendered.ok ? rendered.objects : [], own };
}

/** The variants of a fleet by the folder in which their contents lie. */
function variantsByFolder({ inventory, namespaces, applications }: Resolution): ReadonlyMap<string, Variant> {
  const at = gitWhereabouts(inventory, '');
  const all = [...namespaces, ...applications].flatMap(({ variants }): readonly Variant[] => variants);
  return new Map(all.map((variant) => [at.contents(variant.kind, variant.applied.name, variant.name), variant]));
}
