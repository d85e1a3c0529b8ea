import { describe, expect, it } from 'vitest';
import { expectOutput, stepsOf } from './console.ts';

describe('a console block', () => {
  it('is commands, each with what it prints', () => {
    expect(stepsOf('$ one\na\nb\n$ two\n$ three\nc\n')).toEqual([
      { command: 'one', expected: 'a\nb\n' },
      { command: 'two', expected: '' },
      { command: 'three', expected: 'c\n' },
    ]);
  });

  it('is compared to the letter', () => {
    expectOutput('a (b)\nc\n', 'a (b)\nc\n', 'it');
    for (const other of ['a (b)\n', 'a (b)\nc\nd\n', 'a  (b)\nc\n', ''])
      expect(() => expectOutput(other, 'a (b)\nc\n', 'it')).toThrow();
  });

  it('may leave lines out with ...', () => {
    for (const output of ['a\nc\n', 'a\nb\nb\nc\n']) expectOutput(output, 'a\n...\nc\n', 'it');
    for (const output of ['a\nb\n', 'b\nc\n', 'a\nc\nd\n'])
      expect(() => expectOutput(output, 'a\n...\nc\n', 'it')).toThrow();
  });

  it('may hold the id of any commit', () => {
    expectOutput('pushed 0123456789 to main\n', 'pushed abcdef0123 to main\n', 'it');
    expect(() => expectOutput('pushed nothing to main\n', 'pushed abcdef0123 to main\n', 'it')).toThrow();
  });
});
