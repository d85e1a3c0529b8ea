import type { EngineObject } from '../../../model/engine.ts';
import type { Unit } from '../../../model/unit.ts';
import { clusterConfigMap, fluxNamespace, root, setName, unitId } from './names.ts';

/** The objects by which Flux applies a namespace or an application; of none, those of every cluster. */
export function objectsOf(unit?: Unit): readonly EngineObject[] {
  if (!unit) return ofEveryCluster;
  const { namespace, application } = unit;
  const own = kustomization(unitId(namespace, application));
  return application === undefined ? [kustomization(setName(namespace)), own] : [own];
}

const ofEveryCluster: readonly EngineObject[] = [
  inFlux('source.toolkit.fluxcd.io/v1', 'GitRepository', root),
  kustomization(root),
  inFlux('v1', 'ConfigMap', clusterConfigMap),
];

function kustomization(name: string): EngineObject {
  return inFlux('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', name);
}

function inFlux(apiVersion: string, kind: string, name: string): EngineObject {
  return { apiVersion, kind, name, namespace: fluxNamespace };
}
