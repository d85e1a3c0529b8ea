import { type CheckedExpectation, checkExpectation, type Failure } from '../../explain/expectations.ts';
import { countOf, firstOf, someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import { clusterNames } from '../../model/inventory.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { Repository } from '../../state/repository.ts';
import { type ApplicationExplanation, tellPlacement } from '../explain/explain.ts';
import { createDescribing, type Describing } from '../kinds/facts/description.ts';

/** At most this many clusters that are not as expected are named. */
const mostNames = 10;

/** `TestResult` of machine output. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  /** Sorted by name. */
  readonly items: readonly TestItem[];
}

/** An expectation, and whether it is met. */
export interface TestItem {
  readonly expectation: string;
  readonly application: string;
  readonly passed: boolean;
  readonly failures: readonly ToldFailure[];
  /** What makes it say less than it seems to. */
  readonly warnings: readonly string[];
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What is not as expected. */
export interface ToldFailure {
  /** The field of the expectation that says so. */
  readonly check: Failure['check'];
  readonly message: string;
  /** How many clusters are not as expected; 0 if their number alone is wrong. */
  readonly clusters: number;
  /** The names of the first of them. */
  readonly sample: readonly string[];
  readonly file: string;
  readonly line: number;
  /** Why the first of them is as it is. */
  readonly explanation: ApplicationExplanation | null;
}

/** Holds expectations against who gets what: all of them, or those with these names. Throws InvalidInventory. */
export async function testExpectations(host: Host, state: FleetState, names: ReadonlySet<string>): Promise<TestResult> {
  const resolution = await state.valid();
  const fleet = { host, repository: state.repository, resolution };
  const describing = createDescribing(host, state.repository, resolution);
  const all = resolution.inventory.expectations;
  const expectations = names.size === 0 ? all : all.filter(({ name }) => names.has(name));
  const items = expectations.map((expectation): TestItem => {
    const checked = checkExpectation(resolution, expectation);
    return {
      expectation: expectation.name,
      application: expectation.spec.application,
      passed: checked.failures.length === 0,
      failures: checked.failures.map((failure) => tellFailure(fleet, describing, checked, failure)),
      warnings: checked.warnings,
      ...describing.originOf({ ...expectation.source, path: ['metadata', 'name'] }),
    };
  });
  const failed = items.filter(({ passed }) => !passed).length;
  return { passed: items.length - failed, failed, items };
}

/** Throws UserError if an expectation is not met. */
export function requireExpectations(
  resolution: Resolution,
  hint = 'See why: resedge test',
  outcome = 'nothing was deployed',
): void {
  const { expectations } = resolution.inventory;
  const failing = expectations
    .map((expectation) => checkExpectation(resolution, expectation))
    .filter(({ failures }) => failures.length > 0);
  if (failing.length === 0) return;
  const shown = failing.slice(0, 3).map(({ expectation, failures }) => {
    return `${expectation.name} (${failures.map((failure) => failureText(failure, resolution)).join('; ')})`;
  });
  const count = countOf(failing.length, 'expectation');
  throw new UserError(
    `${count} ${failing.length === 1 ? 'is' : 'are'} not met, so ${outcome}: ${firstOf(shown, 3, failing.length)}`,
    hint,
  );
}

function failureText({ message, clusters }: Failure, resolution: Resolution): string {
  return clusters.isEmpty()
    ? message
    : `${message} on ${countOf(clusters.count(), 'cluster')}: ${someOf(clusterNames(resolution.inventory, clusters.first(4)))}`;
}

interface Tested {
  readonly host: Host;
  readonly repository: Repository;
  readonly resolution: Resolution;
}

function tellFailure(
  fleet: Tested,
  { originOf }: Describing,
  { expectation }: CheckedExpectation,
  { check, message, clusters, place }: Failure,
): ToldFailure {
  const { inventory, applications } = fleet.resolution;
  const [index = -1] = clusters.first(1);
  const cluster = inventory.clusters[index];
  const placement = applications.find(({ application }) => application.name === expectation.spec.application);
  return {
    check,
    message,
    clusters: clusters.count(),
    sample: clusterNames(inventory, clusters.first(mostNames)),
    ...originOf(place),
    explanation: cluster && placement ? tellPlacement({ ...fleet, index, cluster }, placement) : null,
  };
}
