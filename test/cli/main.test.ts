import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { Interrupted, OutputClosed } from '../../src/model/errors.ts';
import type { Host } from '../../src/ports/host.ts';
import { fakeHost, run } from '../support/host.ts';

/** A machine whose standard output fails in some way. */
function failing(error: unknown, env: Record<string, string> = {}): Host & { readonly err: string } {
  const host = fakeHost({ env });
  const out = () => {
    throw error;
  };
  return Object.defineProperty(host, 'terminal', { value: { ...host.terminal, out } });
}

describe('exit codes', () => {
  it('0: done', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+.*\n$/), err: '' });
  });

  it('2 with a pointer to the help: the command line cannot be understood', async () => {
    expect(await run(['rule', '--outptu', 'json'])).toEqual({
      code: 2,
      out: '',
      err: "error: unknown option '--outptu'\nhint: Did you mean --output?\nSee resedge rule --help\n",
    });
  });

  it('2 with a hint: something that the user can mend', async () => {
    expect(await run(['rule', 'schemas'])).toEqual({
      code: 2,
      out: '',
      err: 'error: there is no rule "schemas"\nhint: Did you mean schema?\n',
    });
  });

  it('2 with what the system says: a disk that is full', async () => {
    const host = failing(
      Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' }),
    );
    expect(await main(['rule'], host)).toBe(2);
    expect(host.err).toBe('error: ENOSPC: no space left on device, write\n');
  });

  it('2 with a request to report it: a bug, in one line and without a stack', async () => {
    const host = failing(new TypeError('x is not iterable'));
    expect(await main(['rule'], host)).toBe(2);
    expect(host.err).toMatch(/^bug: x is not iterable\nPlease report this, .*resedge \d+\.\d+\.\d+, Node .*\n$/);
  });

  it('130: an answer that was broken off', async () => {
    expect(await main(['rule'], failing(new Interrupted()))).toBe(130);
  });

  it('0: a reader that went away', async () => {
    const host = failing(new OutputClosed());
    expect(await main(['rule'], host)).toBe(0);
    expect(host.err).toBe('');
  });
});

describe('where an error comes from', () => {
  it.each([
    { how: 'RESEDGE_DEBUG', argv: ['rule'], env: { RESEDGE_DEBUG: '1' } },
    { how: '--debug', argv: ['--debug', 'rule'], env: {} },
  ])('is shown with $how', async ({ argv, env }) => {
    const host = failing(new TypeError('odd', { cause: new Error('the disk') }), env);
    await main(argv, host);
    expect(host.err).toContain('TypeError: odd\n    at ');
    expect(host.err).toContain('cause: Error: the disk\n    at ');
  });
});

describe('the color of errors in files', () => {
  const files = { '/fleet/resedge.yaml': 'kind: [\n' };
  const flags: readonly [what: string, words: readonly string[], env: Record<string, string>, colored: boolean][] = [
    ['a terminal', [], {}, true],
    ['--color never', ['--color', 'never'], {}, false],
    ['--color=never', ['--color=never'], {}, false],
    ['the last of two', ['--color', 'always', '--color=never'], {}, false],
    ['RESEDGE_COLOR', [], { RESEDGE_COLOR: 'never' }, false],
    ['--color before RESEDGE_COLOR', ['--color', 'always'], { RESEDGE_COLOR: 'never' }, true],
    ['NO_COLOR', [], { NO_COLOR: '1' }, false],
  ];
  it.each(flags)('%s', async (_, words, env, colored) => {
    const { code, err } = await run(['get', 'clusters', ...words], { files, env, tty: true });
    expect(code).toBe(2);
    expect(err).toContain('resedge.yaml:1:7');
    expect(err.includes('\u001b[')).toBe(colored);
  });
});
