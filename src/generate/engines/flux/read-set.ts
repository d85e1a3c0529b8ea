import { parseAllDocuments } from 'yaml';
import { UserError } from '../../../model/errors.ts';
import { isRecord } from '../../../model/record.ts';
import type { SetModel, SetUnit } from '../../../model/sets.ts';
import { labels } from '../../content/labels.ts';

/** The model that the file of a set was written from. Throws UserError if it was not. */
export function readSet(text: string, namespace: string, prefix: string): SetModel {
  const units = parseAllDocuments(text).map((document) => unitOf(document.toJS(), prefix));
  return { namespace, units };
}

function unitOf(object: unknown, prefix: string): SetUnit {
  const metadata = recordAt(object, 'metadata');
  const spec = recordAt(object, 'spec');
  const marked = recordAt(metadata, 'labels');
  const application = marked[labels.application];
  const decryption = isRecord(spec['decryption']) ? spec['decryption'] : undefined;
  const dependencies = Array.isArray(spec['dependsOn']) ? spec['dependsOn'] : [];
  const account = spec['serviceAccountName'];
  return {
    kind: application === undefined ? 'namespace' : 'application',
    name: text(application ?? marked[labels.namespace]),
    id: text(metadata['name']),
    content: text(spec['path']).slice(`./${prefix}`.length),
    dependsOn: dependencies.map((one) => text(isRecord(one) ? one['name'] : undefined)),
    isAwaited: spec['wait'] === true,
    account: account === undefined ? undefined : text(account),
    variables: spec['postBuild'] === undefined ? undefined : variablesIn(recordAt(spec, 'postBuild')),
    decryption: decryption && {
      provider: 'sops',
      ...(isRecord(decryption['secretRef']) ? { secret: text(decryption['secretRef']['name']) } : {}),
    },
  };
}

function variablesIn(postBuild: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(recordAt(postBuild, 'substitute')).map(([key, value]) => [key, text(value)]));
}

function recordAt(value: unknown, field: string): Readonly<Record<string, unknown>> {
  const found = isRecord(value) ? value[field] : undefined;
  if (isRecord(found)) return found;
  throw new UserError(`a set without ${field}`);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new UserError('a set with a field that is no text');
}
