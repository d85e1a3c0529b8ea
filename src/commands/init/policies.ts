import { UsageError } from '../../model/errors.ts';
import { readRegistry } from '../../model/image-pattern.ts';
import { addStarterPolicies, usualRegistries } from '../../operations/setup/starter-policies.ts';
import type { Context } from '../frame/context.ts';
import { type Flag, list, toggle } from '../frame/flags.ts';
import { makeChange } from '../frame/make-change.ts';
import type { Outcome } from '../frame/outcome.ts';

/** The flag that asks for policies to begin with. */
export const policies = toggle(
  '--policies',
  'write a starter set of policies: versions of images, registries, resources, probes, rights of Pods; alone, in a fleet that is there',
);

/** Where images may come from, in the policy allowed-registries. */
export const registry: Flag<readonly string[]> = {
  ...list(
    '--registry <host[/path]>',
    `with --policies, a registry that images may come from (default: ${usualRegistries.join(', ')})`,
  ),
  read: (typed) => (Array.isArray(typed) ? [...new Set(typed.map((text) => toRegistry(String(text))))] : []),
};

/** What to type so that a policy counts. */
export const howToUse = 'resedge set namespace/NAME policies+=no-latest-tag';

/** The registries that were given, or the usual ones. Throws UsageError if there is no policy for them. */
export function registriesFor(wanted: boolean, given: readonly string[]): readonly string[] {
  if (!wanted && given.length > 0)
    throw new UsageError('--registry is for a policy that is not asked for', 'Give --policies as well.');
  return given.length > 0 ? given : usualRegistries;
}

/** Whether policies are wanted: said by the flag, or to whoever asks. */
export async function wantsPolicies({ host, canAsk }: Context, given: boolean, agreed: boolean): Promise<boolean> {
  if (given || !canAsk || agreed) return given;
  return (await host.prompt()).confirm({ message: 'Add a starter set of policies?', default: true });
}

/** Adds policies to the fleet at a folder. What is there stays as it is, so it goes on if nobody can be asked. */
export function addPolicies(
  context: Context,
  folder: string,
  registries: readonly string[],
  { yes, dryRun }: { readonly yes: boolean; readonly dryRun: boolean },
): Promise<Outcome> {
  return makeChange(
    { ...context, repo: folder },
    {
      what: 'init --policies',
      yes: yes || !context.canAsk,
      dryRun,
      draft: (state) => addStarterPolicies(context.host, state, registries),
      review: (_planned, { kept }) => kept.map((name) => `${name} is there already, and stays as it is`),
      next: () => howToUse,
    },
  );
}

function toRegistry(text: string): string {
  const read = readRegistry(text);
  if (read !== undefined) return read;
  const hint = /^\w+:\/\//.test(text)
    ? `Leave out the scheme: --registry ${text.replace(/^\w+:\/\//, '')}`
    : 'Write a host, and where you like a path, such as ghcr.io or registry.example.com/team, in lower case. A team of Docker Hub is docker.io/team.';
  throw new UsageError(`--registry: "${text}" is not a registry`, hint);
}
