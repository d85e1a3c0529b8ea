import { findKustomize } from '../../src/adapters/kustomize.ts';
import type { Kustomize, Workspace } from '../../src/ports/kustomize.ts';

let known: Kustomize | undefined;

/** The Kustomize of the machine, which builds the same files once for all tests: to start it takes longer than to build. */
export async function realKustomize(): Promise<Kustomize | undefined> {
  if (known) return known;
  const found = findKustomize(process.env);
  known = found && remembering(found);
  return known;
}

const built = new Map<string, ReturnType<Workspace['build']>>();

function remembering(real: Kustomize): Kustomize {
  return {
    identity: real.identity,
    async open(options) {
      const files = new Map<string, string>();
      const opened: Workspace[] = [];
      const buildOnce = async (folder: string): ReturnType<Workspace['build']> => {
        const workspace = await real.open(options);
        opened.push(workspace);
        workspace.write(Array.from(files, ([path, content]) => ({ path, content: Buffer.from(content, 'base64') })));
        return workspace.build(folder);
      };
      return {
        write(list) {
          for (const { path, content } of list) files.set(path, Buffer.from(content).toString('base64'));
        },
        async build(folder) {
          const key = JSON.stringify([folder, ...readBy(folder, files)]);
          const result = built.get(key) ?? buildOnce(folder);
          built.set(key, result);
          return result;
        },
        close() {
          for (const workspace of opened) workspace.close();
        },
      };
    },
  };
}

/** All files but those that are generated for something else: an application, a namespace or a cluster reads no other's. */
function readBy(folder: string, files: ReadonlyMap<string, string>): [path: string, content: string][] {
  const isElsewhere = (path: string) =>
    /^fleet\/(applications|namespaces)\//.test(path) && !path.startsWith(`${folder}/`);
  const isCluster = folder.startsWith('clusters/');
  return [...files].filter(([path]) => isCluster || !isElsewhere(path)).sort(([a], [b]) => (a < b ? -1 : 1));
}
