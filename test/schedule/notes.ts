import type { Having, LineUp, SetFacts } from '../../src/model/line-up.ts';
import type { ClusterTiming } from '../../src/model/time/cluster-timing.ts';
import type { Decision, Piece, Reason } from '../../src/schedule/decision.ts';

/**
 * Sets by namespace, each as a note of words: `till@1` an application in a version, `needs:redis` an application that it
 * depends on, `needs:ns/data` a namespace, `uses:number` a variable, `delete` what happens on removal, `v2` anything else.
 */
export type Sets = Readonly<Record<string, string>>;

export function lineUp(sets: Sets): LineUp {
  return { sets: new Map(Object.entries(sets).map(([namespace, note]) => [namespace, setOf(namespace, note)])) };
}

export function setOf(namespace: string, note: string): SetFacts {
  const words = note.split(' ');
  const after = (prefix: string) =>
    words.filter((word) => word.startsWith(prefix)).map((word) => word.slice(prefix.length));
  const applications = words.filter((word) => word.includes('@')).map((word) => word.replace(/@.*/, ''));
  const variables = after('uses:');
  return {
    key: note,
    namespace,
    applications,
    units: [`namespace ${namespace}`, ...applications.map((name) => `application ${name}`)],
    needs: after('needs:').map((name) =>
      name.startsWith('ns/') ? `namespace ${name.slice(3)}` : `application ${name}`,
    ),
    saysDelete: words.includes('delete'),
    uses: (variable) => variables.includes(variable),
  };
}

/** What a cluster has or should have. */
export function having(sets: Sets, variables: Readonly<Record<string, string>> = {}): Having {
  return { lineUp: lineUp(sets), variables: new Map(Object.entries(variables)) };
}

/** Open at any time, in UTC, with a lead of a quarter of an hour, but for what is said. */
export function timing(
  parts: Partial<ClusterTiming> & { readonly of?: Readonly<Record<string, ClusterTiming['windows']>> } = {},
): ClusterTiming {
  const { of = {}, ...rest } = parts;
  const namespaces = new Map(Object.entries(of));
  return { timeZone: 'UTC', windows: [], namespaces, freezes: [], hold: undefined, lead: 15 * 60_000, ...rest };
}

/** What a cluster has after a decision, as it will be read back. */
export function havingAfter(
  decision: Decision,
  before: Having | undefined,
  goal: Having | undefined,
): Having | undefined {
  const { outcome, variables } = decision;
  const owner = variables === 'desired' ? goal : before;
  if (!outcome || !owner) return undefined;
  const sets = Array.from(outcome.sets.values(), ({ set, word }): [string, SetFacts] => [
    set.namespace,
    word === undefined ? set : setOf(set.namespace, sayWord(set.key, word)),
  ]);
  return { lineUp: { sets: new Map(sets) }, variables: owner.variables };
}

function sayWord(note: string, word: 'keep' | 'delete'): string {
  const rest = note.split(' ').filter((one) => one !== 'delete');
  return [...rest, ...(word === 'delete' ? ['delete'] : [])].join(' ');
}

/** `till: till@1 | number=7`. */
export function havingText(having: Having | undefined): string {
  if (!having) return 'nothing';
  const sets = Array.from(having.lineUp.sets.values(), ({ namespace, key }) => `${namespace}: ${key}`).sort();
  const variables = Array.from(having.variables, ([name, value]) => `${name}=${value}`).sort();
  return [sets.join('; '), ...(variables.length > 0 ? [variables.join(' ')] : [])].join(' | ');
}

/** `till waits until 02 02:00: window of till`. */
export function waitsText({ waits }: Decision): string[] {
  return waits.map(({ piece, reason, of, until }) => {
    const when = until === undefined ? '' : ` until ${timeText(until)}`;
    const whose = pieceText(of) === pieceText(piece) ? '' : ` of ${pieceText(of)}`;
    return `${pieceText(piece)} waits${when}: ${reasonText(reason)}${whose}`;
  });
}

/** The day and the time in UTC. */
export function timeText(time: number): string {
  return new Date(time).toISOString().slice(8, 16).replace('T', ' ');
}

function pieceText(piece: Piece): string {
  return piece.kind === 'namespace' ? piece.name : piece.kind;
}

function reasonText(reason: Reason): string {
  switch (reason.why) {
    case 'hold':
      return `held (${reason.reason})`;
    case 'freeze':
      return `frozen from ${reason.from} to ${reason.to}`;
    case 'window':
      return reason.closes === undefined ? 'window' : `window closes ${timeText(reason.closes)}`;
    case 'needs':
      return `${reason.message}, for ${reason.namespaces.join(' ')}`;
    case 'undo':
      return `undo (${reason.reason})`;
    case 'word':
      return `says ${reason.word} first`;
  }
}
