import { basename, resolve } from 'node:path';
import { UsageError, UserError } from '../../model/errors.ts';
import { readChartValue, readChartVersion } from '../../operations/overlay/change-release.ts';
import type { Context } from '../frame/context.ts';
import { readEnv, readImage, readPriority, readReplicas } from './words.ts';

/** What was typed about an overlay. */
interface Wishes {
  readonly image: readonly string[];
  readonly replicas: readonly string[];
  readonly env: readonly string[];
  readonly chartVersion: string | undefined;
  readonly set: readonly string[];
  readonly workload: string | undefined;
  readonly container: readonly string[];
  readonly clusters: string | undefined;
  readonly ring: string | undefined;
  readonly priority: string | undefined;
}

/** Reads what was typed. */
export function readRequest({
  image,
  replicas,
  env,
  chartVersion,
  set,
  clusters,
  ring,
  priority,
  workload,
  container,
}: Wishes) {
  return {
    images: image.map(readImage),
    replicas: replicas.map(readReplicas),
    env: env.map(readEnv),
    chartVersion: chartVersion === undefined ? undefined : readChartVersion(chartVersion),
    values: set.map(readChartValue),
    workload,
    containers: container,
    annotations: {
      ...(clusters === undefined ? {} : { clusters }),
      ...(ring === undefined ? {} : { ring }),
      ...(priority === undefined ? {} : { priority: readPriority(priority) }),
    },
  };
}

/** Reads a file with a patch, and what it is called beside the overlay. `-` is standard input. */
export async function readPatch({ host }: Context, file: string): Promise<{ path: string; text: string }> {
  const decoder = new TextDecoder();
  if (file === '-') return { path: 'patch.yaml', text: decoder.decode(await host.terminal.readInput()) };
  const path = resolve(host.cwd, file);
  if (host.fs.stat(path)?.type !== 'file') throw new UserError(`there is no file ${file}`);
  const name = basename(path);
  if (/^kustomization\.ya?ml$/i.test(name) || !/\.(ya?ml|json)$/.test(name))
    throw new UsageError(`${file} cannot be a patch`, 'Give a file of YAML or JSON, such as patch.yaml.');
  return { path: name, text: decoder.decode(host.fs.read(path)) };
}
