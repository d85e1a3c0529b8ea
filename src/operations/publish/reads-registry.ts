import { join } from 'node:path';
import { parseYaml } from '../../load/parse-yaml.ts';
import { valueAt } from '../../model/record.ts';
import { fleetFile } from '../../state/repository.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';

/** Whether clusters read a registry, told from resedge.yaml alone. */
export function readsRegistry({ host, repository }: WorkingCopy): boolean {
  const { documents } = parseYaml(host.fs.read(join(repository.root, fleetFile)));
  return documents.some(({ value }) => valueAt(value, ['spec', 'delivery', 'source']) === 'oci');
}
