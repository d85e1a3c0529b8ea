import { describe, expect, it } from 'vitest';
import { cronProblem } from '../../src/validate/cron.ts';

describe('cronProblem', () => {
  it.each([
    '0 2 * * 1-5',
    '30 22 1,15 * *',
    '0 */6 * * *',
    '*/5 8-18/2 * jan-mar MON,fri',
    '0 0 * * 7',
    '  0  2 * *\t* ',
  ])('reads %s', (schedule) => {
    expect(cronProblem(schedule)).toBeUndefined();
  });

  it.each([
    ['0 2 * *', 'it has 4 fields, not five'],
    ['', 'it has one field, not five'],
    ['60 2 * * *', 'the minute 60 is not between 0 and 59'],
    ['0 2 0 * *', 'the day of the month 0 is not between 1 and 31'],
    ['0 2 * 13 *', 'the month 13 is not between 1 and 12'],
    ['0 2 * * 8', 'the day of the week 8 is not between 0 and 7'],
    ['0 2 * * fry', '"fry" is not a day of the week'],
    ['0 2 * * 5-1', '5-1 in the day of the week runs backwards'],
    ['0 2 * * 1-', '"1-" is not a day of the week'],
    ['0 2 * * 1-2-3', '"1-2-3" is not a day of the week'],
    ['0 2 * * 1,', '"" is not a day of the week'],
    ['0 2- * * *', '"2-" is not a hour'],
    ['*/0 2 * * *', 'a step of 0 in the minute never comes to an end'],
    ['*/x 2 * * *', '"*/x" is not a minute'],
    ['0 2 ? * *', '"?" is not a day of the month'],
  ])('refuses %j: %s', (schedule, problem) => {
    expect(cronProblem(schedule)).toBe(problem);
  });
});
