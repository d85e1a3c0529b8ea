import { explainPlacement } from '../../src/explain/placement.ts';
import type { Step } from '../../src/explain/step.ts';
import { type Files, readFleet } from '../support/fleet.ts';

/** The steps of an explanation: `yes state: active`, two blanks in front for each depth. */
export function told(steps: readonly Step[]): string[] {
  return steps.map(({ step, ok, detail, depth }) => `${'  '.repeat(depth)}${ok ? 'yes' : 'no'} ${step}: ${detail}`);
}

/** Explains an application on a cluster. */
export function explain(files: Files, application: string, cluster: string) {
  const { resolution } = readFleet(files);
  const placement = resolution.applications.find((one) => one.application.name === application);
  const index = resolution.inventory.clusters.findIndex(({ name }) => name === cluster);
  const item = resolution.inventory.clusters[index];
  if (!placement || !item) throw new Error(`there is no ${application} or no ${cluster}`);
  const { placed, reason, steps } = explainPlacement(resolution, placement, index, item);
  return { placed, reason, steps, lines: told(steps) };
}

/** Those of some lines that are about a step, with what stands below them. */
export function about(lines: readonly string[], step: string): string[] {
  let isInside = false;
  return lines.filter((line) => {
    if (!line.startsWith(' ')) isInside = line.replace(/^(yes|no) /, '').startsWith(`${step}:`);
    return isInside;
  });
}
