import { printable } from './legible.ts';

/** What Markdown, HTML and the services that render them take for a sign of their own: anywhere, in a URL, or in front. */
const sign = /[\\`*_{}[\]<>|&~@#$]|[!%^](?=["\p{L}\p{N}_-])|:(?=\/\/)|^[-+=]|(?<=^\d{1,9})[.)]/gu;

/** With a word behind it, a mention or a reference, even in HTML that was rendered from Markdown already. */
const reference = /[@#!$%~&^]/;
const word = /^["\p{L}\p{N}_-]/u;

/** Stands between such a sign and the word, as Renovate puts it there: it takes no room. */
const gap = '&#8203;';

/**
 * Text of others in a line of Markdown, or between tags: it stays text. No end of a line or a cell, no HTML, no image,
 * no mention, nothing that notifies anybody or runs as a command, whatever account posts it.
 */
export function markdownText(text: string): string {
  const shown = printable(text).trim();
  return shown.replace(sign, (char, at: number) => {
    const isReference = reference.test(char) && word.test(shown.slice(at + 1, at + 3));
    return `&#${char.charCodeAt(0)};${isReference ? gap : ''}`;
  });
}

/** Text of others in a line of Markdown, in the letters of code. */
export function markdownCode(text: string): string {
  const shown = printable(text);
  const ticks = ticksAround(shown, 1);
  const blank = /^`|`$/.test(shown) ? ' ' : '';
  return `${ticks}${blank}${shown}${blank}${ticks}`;
}

/** Lines in a block of code, which nothing in them ends. They begin with a sign of ours. */
export function markdownBlock(language: string, lines: readonly string[]): string {
  const fence = ticksAround(lines.join('\n'), 3);
  return `${fence}${language}\n${lines.join('\n')}\n${fence}\n`;
}

function ticksAround(text: string, least: number): string {
  let most = least - 1;
  for (const [ticks] of text.matchAll(/`+/g)) most = Math.max(most, ticks.length);
  return '`'.repeat(most + 1);
}
