import { defineRule } from './define.ts';

export const folderTooWide = defineRule({
  id: 'RE804',
  name: 'folder-too-wide',
  severity: 'warning',
  summary: 'A generated folder has more entries than Git hosts advise.',
  page: `
    Git hosts become slow, and refuse to show a folder, beyond some thousand entries (GitHub advises 3,000). Above 2,000
    clusters spread them over folders:

        layout:
          clusters: clusters/{hash}/{name}
          former: ["clusters/{name}"]

    {hash} is two hex digits, so 256 folders. The bootstrap of a cluster points to its folder: with \`former\`, a
    forwarding overlay stays at the old place and leads each cluster to the new one. Take it out when all have moved.
  `,
});
