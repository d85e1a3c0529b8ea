import { maskFiles } from '../../load/mask-file.ts';
import type { FileChange } from './change-fleet.ts';

/** Changes of files as they may be shown: what nobody is to see is masked, and of what differs is said that it does. */
export function maskedChanges(files: readonly FileChange[]): FileChange[] {
  return files.map(({ path, before, after }) => {
    const [was, is] = maskFiles(before ?? '', after ?? '');
    return { path, before: before === undefined ? before : was, after: after === undefined ? after : is };
  });
}
