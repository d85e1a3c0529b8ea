import nodeFs from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { isRecord } from '../../src/model/record.ts';
import { starterPolicies, usualRegistries } from '../../src/operations/setup/starter-policies.ts';
import { fakeHost } from './host.ts';

/** A rule of the starter set, compiled as a policy's rules are. */
export interface StarterRule {
  /** `policy/rule` */
  readonly name: string;
  readonly kinds: readonly string[];
  readonly severity: string;
  readonly message: string;
  accepts(object: unknown): boolean;
}

/** The files of the starter set, by their paths in a fleet repository. */
export function starterFiles(registries: readonly string[] = usualRegistries): ReadonlyMap<string, string> {
  return starterPolicies(fakeHost({ fs: nodeFileSystem(nodeFs) }), registries);
}

/** All rules of the starter set. */
export function starterRules(registries?: readonly string[]): StarterRule[] {
  const files = [...starterFiles(registries)].filter(([path]) => path.startsWith('inventory/'));
  return files.flatMap(([, text]) => {
    const policy = parse(text);
    return policy.spec.rules.map((rule: Record<string, unknown>) => toRule(policy.metadata.name, rule));
  });
}

/** The names of the rules that an object breaks. */
export function brokenBy(object: unknown, rules: readonly StarterRule[] = starterRules()): string[] {
  const kind = isRecord(object) ? String(object['kind']) : '';
  return rules.filter(({ kinds, accepts }) => kinds.includes(kind) && !accepts(object)).map(({ name }) => name);
}

function toRule(policy: string, { name, match, assert, message, severity = 'error' }: Record<string, unknown>) {
  const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(isRecord(assert) ? assert : {});
  const kinds = isRecord(match) && Array.isArray(match['kinds']) ? match['kinds'].map(String) : [];
  return {
    name: `${policy}/${name}`,
    kinds,
    severity: String(severity),
    message: String(message),
    accepts: (object: unknown) => validate(object),
  };
}
