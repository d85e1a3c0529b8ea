import { printableText } from './legible.ts';

/** A command of GitHub Actions that shows a message: `::error file=a.yaml,line=2::it is wrong`. */
export function workflowCommand(
  command: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${command}${written.length === 0 ? '' : ' '}${written.join(',')}::${escaped(message)}`;
}

/** The signs that end a command or are an escape. GitHub shows line ends as such. */
function escaped(text: string): string {
  return printableText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same, and what ends a property. */
function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
