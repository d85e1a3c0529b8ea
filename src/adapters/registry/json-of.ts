import { jsonIn, toRecord } from '../../model/record.ts';

/** The map that an answer says in JSON; empty if it says none. */
export function jsonOf(body: Uint8Array): Readonly<Record<string, unknown>> {
  return toRecord(jsonIn(new TextDecoder().decode(body)));
}

/** What a registry says that is wrong: its codes, and its words for people. */
export function errorsOf(body: Uint8Array): readonly Readonly<Record<string, unknown>>[] {
  const { errors } = jsonOf(body);
  return Array.isArray(errors) ? errors.map(toRecord) : [];
}
