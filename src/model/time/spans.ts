/** From `start` to before `end`, in milliseconds since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Spans that come by their start, each without what an earlier one covers; they may be without end. */
export function* apart(spans: Iterable<Span>): Iterable<Span> {
  let covered = -Infinity;
  for (const { start, end } of spans) {
    if (end > covered) yield { start: Math.max(start, covered), end };
    covered = Math.max(covered, end);
  }
}

/** What is left of a span without others, which come by their start. */
export function* minus({ start, end }: Span, others: readonly Span[]): Iterable<Span> {
  let at = start;
  for (const other of others) {
    if (other.end <= at || other.start >= end) continue;
    if (other.start > at) yield { start: at, end: other.start };
    at = Math.max(at, other.end);
  }
  if (at < end) yield { start: at, end };
}

/** What lies in spans of both; either come in order and without overlap. */
export function* inBoth(some: Iterable<Span>, others: Iterable<Span>): Iterable<Span> {
  const left = some[Symbol.iterator]();
  const right = others[Symbol.iterator]();
  let [a, b] = [left.next(), right.next()];
  while (!a.done && !b.done) {
    const span = { start: Math.max(a.value.start, b.value.start), end: Math.min(a.value.end, b.value.end) };
    if (span.start < span.end) yield span;
    if (a.value.end < b.value.end) a = left.next();
    else b = right.next();
  }
}

/**
 * Spans that touch as one; they come in order and without overlap. One that is `enough` long comes without looking
 * further, and what touches it as the next: windows that follow each other without a gap have no end.
 */
export function* joined(spans: Iterable<Span>, enough: number): Iterable<Span> {
  let run: Span | undefined;
  for (const { start, end } of spans) {
    if (run && run.end !== start) yield run;
    run = { start: run && run.end === start ? run.start : start, end };
    if (run.end - run.start < enough) continue;
    yield run;
    run = undefined;
  }
  if (run) yield run;
}

/** The first time from which spans that come in order and without overlap reach for a length without a gap. */
export function firstFor(length: number, spans: Iterable<Span>): number | undefined {
  for (const { start, end } of joined(spans, length)) if (end - start >= length) return start;
  return undefined;
}

export function byStart(a: Span, b: Span): number {
  return a.start - b.start;
}
