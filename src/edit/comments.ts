import { Lexer } from 'yaml';

/** What the lexer puts before a scalar without quotes. */
const scalarFollows = '\u001f';

/** How often each comment stands in a text of YAML. */
export function countComments(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  let before = '';
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && before !== scalarFollows) {
      const comment = token.trimEnd();
      counts.set(comment, (counts.get(comment) ?? 0) + 1);
    }
    before = token;
  }
  return counts;
}
