import { UsageError } from '../../model/errors.ts';
import { type CiSystem, ciSystems, pipelineFor, requireOwn } from '../../operations/setup/pipelines.ts';
import { confirm } from '../frame/confirm.ts';
import type { Context } from '../frame/context.ts';
import type { Flag } from '../frame/flags.ts';
import { workingCopy } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';

/** The flag that asks for a pipeline; undefined if none is wanted. */
export const ci: Flag<CiSystem | undefined> = {
  flags: '--ci <system>',
  summary: `write a pipeline that checks pull requests and deploys (${ciSystems.join(', ')}); alone, in a fleet that is there`,
  completes: ciSystems,
  read(typed) {
    const system = ciSystems.find((name) => name === typed);
    if (typed === undefined || system) return system;
    throw new UsageError(`there is no pipeline for "${String(typed)}"`, `There is one for: ${ciSystems.join(', ')}`);
  },
};

/** Adds a pipeline to the fleet at a folder. */
export async function addPipeline(
  context: Context,
  folder: string,
  system: CiSystem,
  { yes, dryRun }: { readonly yes: boolean; readonly dryRun: boolean },
): Promise<Outcome> {
  const { host, note } = context;
  const { repository, open } = await workingCopy({ ...context, repo: folder });
  const { inventory } = await (await open()).valid();
  const branch = inventory.fleet.spec.git.branch;
  const pipeline = await pipelineFor(host, system, repository.root, branch);
  const { root, file, path, text, notes, there } = pipeline;
  if (dryRun) {
    host.terminal.out(text);
    note(there === 'same' ? `${path} is this already.` : `${path} would be this. Nothing was changed.`);
    return 'done';
  }
  requireOwn(pipeline, system);
  if (there === 'same') {
    note(`${path} is there already. Nothing to change.`);
    return 'done';
  }
  const question = there === 'ours' ? `Write over ${path}?` : `Write ${path}?`;
  const needsAnswer = there === 'ours' || context.canAsk;
  if (needsAnswer && !(await confirm(context, question, yes))) return 'done';
  host.fs.write(file, text, root);
  note(`wrote ${path}: its first lines say what it needs`);
  for (const line of notes) note(line);
  note(`Next: git add ${path} && git commit -m "Pipeline" -- ${path}`);
  return 'done';
}
