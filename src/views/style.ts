import { Chalk, type ChalkInstance } from 'chalk';

/** Colour for people, or nothing at all. */
export type Style = Pick<ChalkInstance, 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'>;

export type ColorMode = 'auto' | 'always' | 'never';

export const plain: Style = new Chalk({ level: 0 });

const colored: Style = new Chalk({ level: 1 });

/** The style for a stream. `auto`: what FORCE_COLOR and NO_COLOR say, else colour on a terminal that has it. */
export function styleFor(mode: ColorMode, env: Readonly<Record<string, string | undefined>>, isTty: boolean): Style {
  return hasColor(mode, env, isTty) ? colored : plain;
}

function hasColor(mode: ColorMode, env: Readonly<Record<string, string | undefined>>, isTty: boolean): boolean {
  if (mode !== 'auto') return mode === 'always';
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  if (env['NO_COLOR']) return false;
  return isTty && env['TERM'] !== 'dumb';
}
