import { describe, expect, it } from 'vitest';
import { durationOf } from '../../src/model/duration.ts';

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['', 0],
  ])('%s is so many milliseconds', (text, milliseconds) => {
    expect(durationOf(text)).toBe(milliseconds);
  });

  it.each(['999999999999999999m', `${'9'.repeat(400)}h`, '999999d999999d'])('%s is a hundred years', (text) => {
    expect(durationOf(text)).toBe(durationOf('36525d'));
  });
});
