/** Whether Git gives a branch this name: its rules for references, and no dash in front. */
export function isBranchName(name: string): boolean {
  const hasBadPart = name.split('/').some((part) => part === '' || part.startsWith('.') || part.endsWith('.lock'));
  const hasBadSign = /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{/.test(name);
  return !hasBadPart && !hasBadSign && !name.startsWith('-') && !name.endsWith('.') && name !== '@' && name !== 'HEAD';
}
