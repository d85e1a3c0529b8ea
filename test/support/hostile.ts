import fc from 'fast-check';
import { expect } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { Format } from '../../src/views/view.ts';

/** What others may write to be obeyed by whoever reads it, each for another reader. */
export const attacks = [
  '\n::error::forged',
  '\r\n  ::set-env name=A::b',
  '##vso[task.setvariable variable=A]b',
  '##[add-mask]a',
  'section_start:1:a\r\u001b[0K',
  '\u001b]0;title\u0007',
  '\u001b[31m',
  '\u001b[8m',
  '\u009b2J',
  '\u007f\b\u0000',
  '\u202egnp\u202c',
  '\u2066\u2069',
  'pay\u200bpal\ufeff\u00ad',
  '\u2028::error::forged\u2029',
  '\u{e0041}',
  '\n/merge\n\n',
  '\n\n### Heading\n',
  '@contoso/everyone',
  ' #1 !2 ~3 $4 %5 &6',
  '![x](https://evil.example.com/p.png)',
  '<img src=x><!-- resedge: end of plan -->',
  '&#64;contoso &lt;b>',
  '|a|\\|b|',
  '`',
  '\n```\n@contoso/everyone\n```\n',
  '</summary></details>\n\n/merge',
  ',line=1,title=a::b%0Ac',
  'ä 日本 👩‍👩‍👧',
] as const;

/** A text of several attacks, and words between. */
export const hostileText = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...attacks) }, { weight: 1, arbitrary: fc.string() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => `x${parts.join('y')}`);

const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/u;
const anywhere = /##[A-Za-z]*\[/;
const lineCommand = /^[^\S\n]*::/m;

/** Holds what a command printed in a form against what its reader would obey. */
export function expectHarmless(format: Format, text: string): void {
  expect(text).not.toMatch(hidden);
  expect(text).not.toMatch(anywhere);
  if (text === '') return;
  if (format === 'github') {
    for (const line of text.split('\n'))
      if (/^\s*::/.test(line)) expect(line).toMatch(/^::(?:error|warning|notice)(?: [^:]*)?::/);
    expect(text).not.toMatch(/^::error::forged/m);
  } else expect(text).not.toMatch(lineCommand);
  if (format === 'markdown') expectPlainMarkdown(text);
  if (format === 'json' || format === 'sarif') JSON.parse(text);
  if (format === 'jsonl') for (const line of text.split('\n').filter((one) => one !== '')) JSON.parse(line);
  if (format === 'yaml') {
    for (const document of parseAllDocuments(text)) expect(document.errors).toEqual([]);
    parse(text.split(/^---$/m)[0] ?? '');
  }
}

/** Outside of code no sign of Markdown is left but ours, and no line begins with what a service takes for a command. */
function expectPlainMarkdown(text: string): void {
  expect(text).not.toMatch(/^\//m);
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const [ticks] = /^`{3,}/.exec(line) ?? [];
    if (fence !== undefined) {
      if (line === fence) fence = undefined;
      else expect(line).toMatch(/^(?:[-+ @]|$)/);
    } else if (ticks !== undefined) fence = ticks;
    else {
      if (line.startsWith('#')) expect(line).toMatch(/^### Plan: (?:\d|nothing)/);
      const words = line.replace(
        /^### |(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|<\/?(?:details|summary|br)>|\[!(?:CAUTION|NOTE)\]/g,
        '',
      );
      expect(words).not.toMatch(/[@<[\]]|(?<!&)#/);
    }
  }
  expect(fence).toBeUndefined();
}
