import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');

/** A fenced block of code. */
export interface Block {
  /** What stands behind the fence: `sh`, `yaml`, `console`, or nothing. */
  readonly language: string;
  /** What is in it, with a line end behind the last line. */
  readonly text: string;
}

/** The text below a heading of the second level. */
export function section(markdown: string, title: string): string {
  const [, found] = markdown.split(`\n## ${title}\n`);
  if (found === undefined) throw new Error(`the README has no section "${title}"`);
  return found.replace(/\n## .*/s, '\n');
}

/** The fenced blocks, in their order. */
export function blocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }));
}

/** The cells of each row of all tables, without the headings. */
export function tableRows(markdown: string): string[][] {
  const rows = [...markdown.matchAll(/(?<=^\|[-|]+\|\n(?:\|.*\n)*)\| (.*) \|$/gm)];
  return rows.map(([, cells = '']) => cells.split(' | '));
}

/** A block of YAML that says in its first line which file it is. */
export function namedFile({ language, text }: Block): { path: string; text: string } | undefined {
  const [, path] = /^# (\S+\.yaml)\n/.exec(text) ?? [];
  return language === 'yaml' && path !== undefined ? { path, text } : undefined;
}
