import { defineRule } from './define.ts';

export const editedByHand = defineRule({
  id: 'RE802',
  name: 'edited-by-hand',
  severity: 'error',
  summary: 'A file below clusters/ or fleet/ was changed, or put there, by hand.',
  page: `
    Everything below clusters/ and fleet/ is written by resedge; the second line of each file holds a checksum of the
    rest. A file whose checksum does not fit was edited since, and the next run would lose the edit: so it stops
    instead. A file without the first line is not one of resedge's: it is never written over or removed, and stops the
    run only where a generated file must go, or where it is a manifest in the folder of a cluster (RE805).

        git checkout -- clusters/x/kustomization.yaml    take the edit back
        resedge generate --force                         write over edited files

    To change what is generated, change the inventory.
  `,
});
