/**
 * What a deploy says of itself, as trailers at the end of its commit's message (`git interpret-trailers`): what it was
 * decided by, so that it can be decided again, and the reasons that were given.
 */
export interface DeployRecord {
  /** When it was decided what moves: whole seconds, in milliseconds since 1970. */
  readonly time: number;
  /** The version of the program that decided. */
  readonly version: string;
  /** The commit with the intent, if that is another one. */
  readonly source?: string | undefined;
  /** Why more clusters may change or lose something than guards let through. */
  readonly allow?: string | undefined;
  /** Why windows and freezes did not count. */
  readonly now?: string | undefined;
  /** The undo that is in force after it. */
  readonly undo?: Undo | undefined;
}

/** Clusters have what they had at a commit, until somebody resumes. */
export interface Undo {
  readonly commit: string;
  readonly reason: string;
}

/** The time of a decision, which has to fit into a trailer. */
export function decisionTime(clock: { now(): Date }): number {
  return Math.floor(clock.now().getTime() / 1000) * 1000;
}

/** The lines that say it. */
export function trailersOf({ time, version, source, allow, now, undo }: DeployRecord): string[] {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Source', source],
    ['Allow', allow],
    ['Now', now],
    ['Undo', undo && `${undo.commit} ${undo.reason}`],
    ['Time', new Date(time).toISOString().replace('.000Z', 'Z')],
    ['Resedge', version],
  ];
  return lines.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${oneLine(value)}`]));
}

/** A value of a trailer is a line: whatever ends one somewhere, or moves a cursor, is a blank. */
function oneLine(value: string): string {
  return value.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** A message that says it, and nothing else of the kind. Trailers that are there already stay, in the same paragraph. */
export function withRecord(message: string, record: DeployRecord): string {
  const { text, others } = parse(message);
  return [text, [...others, ...trailersOf(record)].join('\n')].filter((part) => part !== '').join('\n\n');
}

/** What a message says; undefined: it is not that of a deploy. */
export function recordIn(message: string): DeployRecord | undefined {
  const { own } = parse(message);
  const time = Date.parse(own.get('Time') ?? '');
  const version = own.get('Resedge');
  if (Number.isNaN(time) || version === undefined) return undefined;
  const [, commit, reason] = /^([0-9a-f]{40})(?: (.*))?$/.exec(own.get('Undo') ?? '') ?? [];
  return {
    time,
    version,
    // A name of a branch would be another commit tomorrow.
    source: /^[0-9a-f]{40}$/.exec(own.get('Source') ?? '')?.[0],
    allow: own.get('Allow'),
    now: own.get('Now'),
    undo: commit === undefined ? undefined : { commit, reason: reason ?? '' },
  };
}

const trailer = /^([A-Za-z0-9-]+): *(.*)$/;
/** To Git the keys of trailers are the same in small letters. */
const ours: ReadonlySet<string> = new Set(['source', 'allow', 'now', 'undo', 'time', 'resedge']);

interface ParsedMessage {
  readonly text: string;
  readonly own: ReadonlyMap<string, string>;
  readonly others: readonly string[];
}

/** Hooks put trailers of their own below ours, some in a paragraph of their own. */
function parse(message: string): ParsedMessage {
  const paragraphs = message.trimEnd().split(/\n{2,}/);
  const isTrailers = (paragraph: string) => paragraph.split('\n').every((line) => trailer.test(line));
  let first = paragraphs.length;
  while (first > 1 && isTrailers(paragraphs[first - 1] ?? '')) first--;
  const lines = paragraphs.slice(first).flatMap((paragraph) => paragraph.split('\n'));
  const isOurs = (line: string) => ours.has((trailer.exec(line)?.[1] ?? '').toLowerCase());
  return {
    text: paragraphs.slice(0, first).join('\n\n'),
    own: new Map(
      lines.filter(isOurs).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    ),
    others: lines.filter((line) => !isOurs(line)),
  };
}
