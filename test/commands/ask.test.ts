import { describe, expect, it } from 'vitest';
import { askChoice, askChoices, askText, matching, timeZoneChoices } from '../../src/commands/frame/ask.ts';
import { createContext } from '../../src/commands/frame/context.ts';
import { Interrupted } from '../../src/model/errors.ts';
import { isTimeZone } from '../../src/validate/time-zone.ts';
import { type FakeMachine, fakeHost } from '../support/host.ts';

const choicesOf = (...values: string[]) => values.map((value) => ({ value }));
const groups = choicesOf('lab', 'stores', 'stores/central', 'stores/central/la', 'stores/west');

const timeZone = {
  message: 'Time zone',
  flag: '--time-zone ZONE',
  choices: timeZoneChoices(),
  accepts: isTimeZone,
};

function asking(machine: FakeMachine) {
  const host = fakeHost({ tty: true, ...machine });
  return { host, context: createContext(host, [], [], { input: true }) };
}

describe('a question', () => {
  it('for a text', async () => {
    const { context, host } = asking({ answers: ['nola'] });
    expect(await askText(context, { message: 'Name', flag: 'NAME' })).toBe('nola');
    expect(host.questions).toEqual(['Name']);
  });

  it('for one of a few', async () => {
    const { context } = asking({ answers: ['stores/west'] });
    expect(await askChoice(context, { message: 'Group', flag: '--group GROUP', choices: groups })).toBe('stores/west');
  });

  it('for one of many, that is found by typing', async () => {
    const { context } = asking({ answers: ['store-39999'] });
    const choices = choicesOf(...Array.from({ length: 40_000 }, (_, number) => `store-${number}`));
    expect(await askChoice(context, { message: 'Store', flag: 'NAME', choices })).toBe('store-39999');
  });

  it.each(['America/Chicago', 'UTC', 'Asia/Kolkata'])('for a time zone: %s', async (zone) => {
    const { context } = asking({ answers: [zone] });
    expect(await askChoice(context, timeZone)).toBe(zone);
  });

  it('for a time zone, and there is no such', async () => {
    const { context } = asking({ answers: ['America/Chigaco'] });
    await expect(askChoice(context, timeZone)).rejects.toThrow('America/Chigaco is no choice of "Time zone"');
  });

  it('for several, in the order in which they are given', async () => {
    const { context, host } = asking({ answers: ['stores/west', 'lab', ' '] });
    const question = { message: 'Home group', next: 'Another group', flag: '--group GROUP', choices: groups };
    expect(await askChoices(context, question)).toEqual(['stores/west', 'lab']);
    expect(host.questions).toEqual(['Home group', 'Another group', 'Another group']);
  });

  it('for several, and there are no more', async () => {
    const { context } = asking({ answers: ['b', 'a'] });
    const question = { message: 'Groups', next: 'More', flag: '--group GROUP', choices: choicesOf('a', 'b') };
    expect(await askChoices(context, question)).toEqual(['b', 'a']);
  });

  it('that is broken off', async () => {
    const { context } = asking({ answers: [new Interrupted()] });
    await expect(askText(context, { message: 'Name', flag: 'NAME' })).rejects.toThrow(Interrupted);
  });

  it('that nobody can answer says what to type', async () => {
    const { context } = asking({ tty: false });
    await expect(
      askChoice(context, { message: 'Time zone', flag: '--time-zone America/Chicago', choices: [] }),
    ).rejects.toMatchObject({
      message: '--time-zone is missing, and there is nobody to ask',
      hint: 'Time zone: --time-zone America/Chicago',
    });
  });
});

describe('what matches', () => {
  const found = (typed: string, choices = groups) => matching(choices, typed).map(({ value }) => value);

  it('holds each word, whatever the case; what begins with it comes first', () => {
    expect(found('')).toEqual(groups.map(({ value }) => value));
    expect(found('la')).toEqual(['lab', 'stores/central/la']);
    expect(found('STORES cent')).toEqual(['stores/central', 'stores/central/la']);
    expect(found('north')).toEqual([]);
  });

  it('is found by blanks in place of underscores', () => {
    expect(found('new york', choicesOf('America/New_York'))).toEqual(['America/New_York']);
    expect(found('new_y', choicesOf('America/New_York'))).toEqual(['America/New_York']);
  });

  it('is not shown in thousands', () => {
    const stores = Array.from({ length: 40_000 }, (_, number) => `store-${number}`);
    expect(found('store', choicesOf(...stores))).toEqual(stores.slice(0, 100));
    expect(found('39999', choicesOf(...stores))).toEqual(['store-39999']);
  });
});
