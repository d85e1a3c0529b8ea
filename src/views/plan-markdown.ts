import { countOf, firstOf, grouped, moreLines } from '../model/counts.ts';
import { depthOf } from '../model/paths.ts';
import type { Plan, PlanChange, PlanDifference, PlanShare } from '../model/plan.ts';
import type { Waiting } from '../model/waiting.ts';
import { printableLine } from './legible.ts';
import { markdownBlock, markdownCode, markdownText } from './markdown.ts';
import { changeWords, clusterList, faultLines, type PlanReport, summary, unitOf, waitingLine } from './plan-words.ts';

/** What GitHub takes for a comment, less some room for what others put around it. */
const longest = 65_536 - 1_536;

/** At most this many lines of one difference are shown. */
const mostLines = 60;

/** A plan for a comment on a pull request: what matters most first, cut before it has more characters than `most`. */
export function planMarkdown(report: PlanReport, most = longest): string {
  const { plan, ref } = report;
  const base = plan.base === undefined ? '' : ` Compared with ${markdownCode(ref)} (\`${plan.base.slice(0, 10)}\`).`;
  const destructive = plan.changes.filter((change) => change.destructive);
  const others = plan.changes.filter((change) => !change.destructive);
  const blocks = [
    `### ${summary(plan)}\n\n${base.trim()}\n`,
    ...faultLines(report).map((line) => `\n> [!CAUTION]\n> ${markdownText(line)}\n`),
    ...stopBlock(report),
    ...changeTable('Destructive', destructive, plan),
    ...changeTable('Changes', others, plan),
    ...shareTable(plan),
    ...waitingList(report.waiting),
    ...plan.differences.map(difference),
    ...plan.unseen.map((line) => `_${line}._\n`),
    ...(plan.rendered ? [] : [`_Judged by files: without Kustomize nothing was built._\n`]),
  ];
  return fitted(blocks, most);
}

function stopBlock({ plan: { stops }, allow }: PlanReport): string[] {
  if (stops.length === 0) return [];
  const told = stops.map(markdownText).join('; ');
  return allow === undefined
    ? [`\n> [!CAUTION]\n> Deploy would stop: ${told}\n`]
    : [`\n> [!NOTE]\n> Allowed (${markdownText(allow)}): ${told}\n`];
}

/** Whole blocks as long as they fit; rows of tables are blocks of their own. */
function fitted(blocks: readonly string[], most: number): string {
  let text = '';
  for (const [at, block] of blocks.entries()) {
    const note = `\n_Cut here: ${countOf(blocks.length - at, 'more part')} did not fit. All of it: \`resedge plan\`._\n`;
    if (text.length + block.length + note.length > most) return text + note;
    text += block;
  }
  return text;
}

function changeTable(title: string, changes: readonly PlanChange[], plan: Plan): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map((change) => {
    const { mark, words } = changeWords(change);
    const details = change.details.map((detail) => `<br>${markdownText(detail)}`).join('');
    return `| ${mark} | ${markdownText(unitOf(change))} | ${words} ${markdownText(clusterList(plan, change.clusters, 3))}${details} |\n`;
  });
  return [`\n**${title}**\n\n| | what | where |\n| --- | --- | --- |\n`, ...rows];
}

function shareTable({ groups, rings, timeZones }: Plan): string[] {
  const high = groups.filter(({ name }) => depthOf(name) <= 2);
  const rows = [...shareRows('group', high), ...shareRows('ring', rings), ...shareRows('time zone', timeZones)];
  if (rows.length === 0) return [];
  return ['\n**Where**\n\n| | | affected | of |\n| --- | --- | ---: | ---: |\n', ...rows];
}

function waitingList(waiting: readonly Waiting[]): string[] {
  if (waiting.length === 0) return [];
  return ['\n**What waits**\n\n', ...waiting.map((one) => `- ${markdownText(waitingLine(one, 3))}\n`)];
}

function shareRows(what: string, shares: readonly PlanShare[]): string[] {
  return shares.map(({ name, affected, total }) => {
    return `| ${what} | ${markdownText(name)} | ${grouped(affected)} | ${grouped(total)} |\n`;
  });
}

function difference({ what, units, lines, clusters }: PlanDifference): string {
  const shown = lines.slice(0, mostLines);
  const rest = moreLines(lines.length - shown.length, 'line').map((line) => `@@ ${line}`);
  const title = `${what} in ${firstOf(units)} on ${countOf(clusters.count(), 'cluster')}`;
  if (lines.length === 0) return `\n- ${markdownText(title)}\n`;
  const body = markdownBlock('diff', [...shown, ...rest].map(printableLine));
  return `\n<details><summary>${markdownText(title)}</summary>\n\n${body}\n</details>\n`;
}
