import type { Delivered } from '../../deliver/delivered.ts';
import { branchOfClusters } from '../../deliver/fleet-branch.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { registryOf } from '../../model/delivery.ts';
import { recordIn } from '../../model/deploy-record.ts';
import type { RegistryPlace } from '../../model/engine.ts';
import { UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Git } from '../../ports/git.ts';
import type { PublishedDeploy } from '../../publish/record.ts';
import { gitOf } from '../../state/repository.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';

/** What a deploy left where clusters read, and how it is to be published. */
export interface PublishedOutput {
  readonly deploy: PublishedDeploy;
  readonly delivered: Delivered;
  /** What follows from the intent of that deploy, not from files that were changed since. */
  readonly resolution: Resolution;
  readonly place: RegistryPlace;
  readonly git: Git;
}

/** Finds out where the branch that clusters read is by now. */
export type FindTip = () => Promise<string>;

/** The branch that the fleet names as it is now, asked for at its remote. */
export async function tipFinder(copy: WorkingCopy): Promise<FindTip> {
  const git = gitOf(copy.repository);
  const { inventory } = await (await copy.open()).resolution();
  const { branch, home } = branchOfClusters(inventory.fleet);
  return async () => {
    const remote = await git.remote(home);
    const tip = remote ? await git.fetch(remote.name, branch) : await git.resolve(`refs/heads/${branch}`);
    if (tip !== undefined) return tip;
    const where = remote ? `${remote.name}/${branch}` : branch;
    throw new UserError(`there is no ${where}, so nothing was deployed yet`, 'First: resedge deploy -m "why"');
  };
}

/** What is at a commit. Throws UserError if it was not deployed, or does not say to which registry it goes. */
export async function outputAt(copy: WorkingCopy, commit: string): Promise<PublishedOutput> {
  const git = gitOf(copy.repository);
  const { prefix } = copy.repository;
  const now = await copy.open();
  const intent = await deliveriesOf(git, prefix, await now.resolution()).intent(commit);
  if (intent === undefined)
    throw new UserError(`nothing was deployed at ${commit.slice(0, 10)} yet`, 'First: resedge deploy -m "why"');
  const resolution = await (await now.at(intent)).resolution();
  const { message, committed } = await git.commitInfo(commit);
  return {
    deploy: { commit, time: recordIn(message)?.time ?? committed * 1000 },
    delivered: deliveriesOf(git, prefix, resolution).at(commit),
    resolution,
    place: placeOf(resolution),
    git,
  };
}

function placeOf({ inventory: { fleet } }: Resolution): RegistryPlace {
  const place = registryOf(fleet);
  if (place) return place;
  throw new UserError(
    'resedge.yaml names no registry, as it was deployed last',
    'Name one: resedge set fleet/NAME delivery.registry=oci://registry.example.com/fleet, and deploy.',
  );
}
