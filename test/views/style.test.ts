import { describe, expect, it } from 'vitest';
import { type ColorMode, styleFor } from '../../src/views/style.ts';

const cases: { mode: ColorMode; env: Record<string, string>; tty: boolean; colored: boolean }[] = [
  { mode: 'auto', env: {}, tty: true, colored: true },
  { mode: 'auto', env: {}, tty: false, colored: false },
  { mode: 'auto', env: { TERM: 'dumb' }, tty: true, colored: false },
  { mode: 'auto', env: { NO_COLOR: '1' }, tty: true, colored: false },
  { mode: 'auto', env: { NO_COLOR: '' }, tty: true, colored: true },
  { mode: 'auto', env: { FORCE_COLOR: '1' }, tty: false, colored: true },
  { mode: 'auto', env: { FORCE_COLOR: '0' }, tty: true, colored: false },
  { mode: 'auto', env: { FORCE_COLOR: 'false' }, tty: true, colored: false },
  { mode: 'auto', env: { FORCE_COLOR: '1', NO_COLOR: '1' }, tty: false, colored: true },
  { mode: 'always', env: { NO_COLOR: '1', TERM: 'dumb' }, tty: false, colored: true },
  { mode: 'never', env: { FORCE_COLOR: '1' }, tty: true, colored: false },
];

describe('color', () => {
  it.each(cases)('--color $mode, $env, terminal $tty: $colored', ({ mode, env, tty, colored }) => {
    expect(styleFor(mode, env, tty).red('x')).toBe(colored ? '\u001b[31mx\u001b[39m' : 'x');
  });
});
