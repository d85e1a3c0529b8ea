import { at, mustGet } from '../model/at.ts';
import { moreLines } from '../model/counts.ts';
import type { Description, Fact } from '../operations/kinds/facts/description.ts';
import { columnTitle } from './find-column.ts';
import { printable } from './legible.ts';
import { documentViews, listViews } from './machine.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { padTo } from './text-width.ts';
import { treeLabels } from './tree.ts';
import type { Views } from './view.ts';

type Facts = { readonly [field: string]: Fact };

/** Maps whose keys are the user's words, not titles. */
const pairs: ReadonlySet<string> = new Set(['labels', 'annotations']);

/** What is not worth a line if there is none, or if it is not so. */
const optional: ReadonlySet<string> = new Set([
  ...['description', 'owners', 'labels', 'annotations'],
  ...['proposed', 'waits', 'stillThere'],
]);

/** The longest tree that people get; `get groups --tree` shows all of it. */
const mostBranches = 40;

/** Many descriptions, one after the other; for programs a list. */
export const descriptionListViews = {
  text: descriptionsText,
  ...listViews((descriptions: Iterable<Description>) => ({ kind: 'DescriptionList', items: descriptions })),
} satisfies Views<Iterable<Description>>;

/** One description; for programs one object. */
export const descriptionViews = {
  text: (description, style) => descriptionsText([description], style),
  jsonl: (description, style) => descriptionListViews.jsonl([description], style),
  ...documentViews((description: Description) => ({ kind: 'Description', ...description })),
} satisfies Views<Description>;

/** The look of `kubectl describe`: a line for each fact, lists and tables indented. */
function* descriptionsText(descriptions: Iterable<Description>, style: Style): Iterable<string> {
  let before = '';
  for (const { of, name, ...facts } of descriptions) {
    yield `${before}${lines({ name, kind: of, ...facts }, style).join('\n')}\n`;
    before = '\n';
  }
}

function lines(facts: Facts, style: Style): string[] {
  const shown = Object.entries(withPlace(facts))
    .filter(([field, fact]) => !optional.has(field) || !(isNone(fact) || fact === false))
    .map(([field, fact]) => ({ title: `${titleOf(field)}:`, field, fact, inline: inlineLines(field, fact) }));
  const width = Math.max(...shown.map(({ title, inline }) => (inline ? title.length : 0))) + 2;
  return shown.flatMap(({ title, field, fact, inline }) => {
    if (!inline) return [title, ...nested(field, fact, style).map((line) => `  ${line}`)];
    return inline.map((line, at) => padTo(at === 0 ? title : '', width) + printable(line));
  });
}

/** What fits behind a title, on one line or on several; undefined for what stands below it. */
function inlineLines(field: string, fact: Fact): string[] | undefined {
  if (isNone(fact)) return ['none'];
  if (typeof fact !== 'object') return [String(fact)];
  if (Array.isArray(fact)) return fact.some(isFacts) ? undefined : fact.map(String);
  return pairs.has(field) ? Object.entries(fact ?? {}).map(([key, value]) => `${key}=${value}`) : undefined;
}

function isNone(fact: Fact): boolean {
  return fact === null || fact === '' || (typeof fact === 'object' && Object.keys(fact).length === 0);
}

function nested(field: string, fact: Fact, style: Style): string[] {
  if (isFacts(fact)) return lines(fact, style);
  const rows = Array.isArray(fact) ? fact.filter(isFacts) : [];
  return field === 'tree' ? branches(rows, style) : rowLines(rows, style);
}

function branches(rows: readonly Facts[], style: Style): string[] {
  const labels = treeLabels(rows.map(({ group }) => String(group)));
  const drawn = rows.slice(0, mostBranches).map((row) => ({ ...row, group: mustGet(labels, String(row['group'])) }));
  return [
    ...rowLines(drawn, style),
    ...moreLines(rows.length - drawn.length).map(
      (line) => `${line}: resedge get groups ${at(rows, 0)['group']} --tree`,
    ),
  ];
}

/** A table of maps with the same fields; columns in which nothing stands are left out. */
function rowLines(rows: readonly Facts[], style: Style): string[] {
  const merged = rows.map(withPlace);
  const fields = Object.keys(merged[0] ?? {}).filter((field) => merged.some((row) => cell(row[field]) !== ''));
  const cells = merged.map((row) => fields.map((field) => cell(row[field])));
  return table(fields.map(columnTitle), cells, style).trimEnd().split('\n');
}

function cell(fact: Fact | undefined): string {
  if (fact === undefined || fact === null) return '';
  return Array.isArray(fact) ? fact.join(',') : String(fact);
}

/** The line behind the file: `inventory/clusters/la-1.yaml:4`. */
function withPlace(facts: Facts): Facts {
  const { line, ...rest } = facts;
  return line === undefined ? facts : { ...rest, file: `${rest['file']}:${line}` };
}

/** `timeZone`: `Time zone`. */
function titleOf(field: string): string {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isFacts(fact: Fact): fact is Facts {
  return typeof fact === 'object' && fact !== null && !Array.isArray(fact);
}
