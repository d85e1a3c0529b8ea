import { askChoice, askText } from '../frame/ask.ts';
import type { Context } from '../frame/context.ts';
import { openFleet } from '../frame/fleet.ts';
import { askName } from './ask-name.ts';

interface Given {
  readonly name: string | undefined;
  readonly path: string | undefined;
  readonly namespace: string | undefined;
  readonly requests: string | undefined;
  readonly yes: boolean;
}

interface Answers {
  readonly name: string;
  readonly path: string;
  readonly requests: string | undefined;
}

/** Stands for no namespace. */
const nowhere = ' ';

/** What was given as flags; the rest is asked for, if somebody is there to answer and did not agree beforehand. */
export async function askApplication(context: Context, given: Given): Promise<Answers> {
  const { requests, yes } = given;
  const name = await askName(context, 'application', given.name);
  const usual = `apps/${name}`;
  if (!context.canAsk || yes) return { name, path: given.path ?? usual, requests };
  const path =
    given.path ??
    (await askText(context, { message: 'Folder that holds its base/', flag: `--path ${usual}`, default: usual }));
  if (requests !== undefined || given.namespace !== undefined) return { name, path, requests };
  const { namespaces } = (await (await openFleet(context)).resolution()).inventory;
  if (namespaces.length === 0) return { name, path, requests };
  const answer = await askChoice(context, {
    message: 'Namespace that it asks for',
    flag: '--requests NAMESPACE',
    choices: [{ value: nowhere, name: '(none)' }, ...namespaces.map((namespace) => ({ value: namespace.name }))],
  });
  return { name, path, requests: answer === nowhere ? undefined : answer };
}
