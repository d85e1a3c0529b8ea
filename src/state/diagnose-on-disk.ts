import { join } from 'node:path';
import { diagnose } from '../load/diagnose.ts';
import { type Diagnostic, type Finding, isError } from '../model/diagnostic.ts';
import { InvalidInventory } from '../model/errors.ts';
import type { Host } from '../ports/host.ts';
import type { Repository } from './repository.ts';

/** Findings about files on disk that no state has, such as generated ones, with their lines. */
export function diagnoseOnDisk({ fs }: Host, { root }: Repository, findings: readonly Finding[]): Diagnostic[] {
  return diagnose(findings, (file) => fs.readBelow(join(root, file), root));
}

/** Throws InvalidInventory if there is an error among findings about generated files. */
export function requireNoErrors(host: Host, repository: Repository, findings: readonly Finding[]): void {
  const errors = findings.filter(isError);
  if (errors.length === 0) return;
  throw new InvalidInventory(
    diagnoseOnDisk(host, repository, errors),
    'clusters/ and fleet/ are not as resedge left them, so nothing was written',
  );
}
