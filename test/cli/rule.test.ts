import { describe, expect, it } from 'vitest';
import { rules } from '../../src/model/rules/index.ts';
import { run } from '../support/host.ts';

describe('resedge rule', () => {
  it('lists every rule', async () => {
    const { code, out } = await run(['rule']);
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toMatch(/^ID +NAME +SEVERITY +SUMMARY$/);
    expect(out.trimEnd().split('\n').length).toBe(rules.length + 1);
    expect(JSON.parse((await run(['rule', '-o', 'json'])).out)).toMatchObject({
      kind: 'RuleList',
      items: { length: rules.length },
    });
  });

  it('explains one, by its id or its name', async () => {
    const byId = await run(['rule', 're301']);
    expect(byId.code).toBe(0);
    expect(byId.out).toMatch(/^RE301 expression-syntax \(error\)\n\nAn expression cannot be read\.\n\n/);
    expect(await run(['rule', 'expression-syntax'])).toEqual(byId);
  });

  it('explains one to a program', async () => {
    const { out } = await run(['rule', 'RE301', '-o', 'json']);
    const document = {
      apiVersion: 'resedge.dev/v1',
      kind: 'Rule',
      id: 'RE301',
      name: 'expression-syntax',
      severity: 'error',
    };
    expect(JSON.parse(out)).toEqual({ ...document, summary: expect.any(String), page: expect.any(String) });
  });

  it.each([
    ['RE30l', 'Did you mean RE301?'],
    ['expresion-syntax', 'Did you mean expression-syntax?'],
    ['weather', 'See all rules: resedge rule'],
  ])('%s: %s', async (word, hint) => {
    expect(await run(['rule', word])).toEqual({
      code: 2,
      out: '',
      err: `error: there is no rule "${word}"\nhint: ${hint}\n`,
    });
  });
});
