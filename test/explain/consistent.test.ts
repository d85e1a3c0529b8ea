import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionSteps } from '../../src/explain/expression-steps.ts';
import { explainPlacement } from '../../src/explain/placement.ts';
import { formatExpression } from '../../src/select/expression.ts';
import { exampleFolder } from '../example/example.ts';
import { expressionsOver } from '../select/arbitrary.ts';
import { readFleet } from '../support/fleet.ts';

const folders = /^(resedge\.yaml|(inventory|apps|policies|expectations)\/.*\.yaml)$/;
const paths = readdirSync(exampleFolder, { recursive: true, encoding: 'utf8' }).filter((path) => folders.test(path));
const { resolution } = readFleet(
  Object.fromEntries(paths.map((path) => [path, readFileSync(`${exampleFolder}/${path}`, 'utf8')])),
);
const clusters = [...resolution.inventory.clusters.entries()];

describe('explanations of the example', () => {
  it('agree with who gets what, for every application on every cluster', () => {
    for (const placement of resolution.applications) {
      for (const [index, cluster] of clusters) {
        const { placed, steps, variant } = explainPlacement(resolution, placement, index, cluster);
        expect(placed).toBe(placement.clusters.has(index));
        expect(steps.some(({ decides, ok }) => decides && !ok)).toBe(!placed);
        const applied = steps
          .filter(({ step, ok }) => step === 'overlay' && ok)
          .map(({ detail }) => detail.split(/[ ,]/)[0]);
        expect(applied.sort()).toEqual((variant?.overlays ?? []).map(({ name }) => name).sort());
      }
    }
  });

  it('agree with expressions, however they are nested: the parts make up the whole', () => {
    const span = { start: 0, end: 0 };
    const part = (text: string) => ({ text, span });
    const terms = fc.oneof(
      fc
        .constantFrom('stores', 'lab', 'stores/east', 'holiday-stores', 'stores/*')
        .map((path) => ({ kind: 'group' as const, name: part(path), span })),
      fc
        .constantFrom('gold', 'kiosk', '{silver,bronze}')
        .map((value) => ({ kind: 'label' as const, key: part('tier'), value: part(value), span })),
      fc.constantFrom(
        { kind: 'ring' as const, name: part('canary'), span },
        { kind: 'namespace' as const, name: part('pos'), span },
      ),
      fc.constantFrom(
        { kind: 'cluster' as const, name: part('lab-*'), span },
        { kind: 'all' as const, span },
        { kind: 'none' as const, span },
      ),
    );
    fc.assert(
      fc.property(expressionsOver(terms), fc.constantFrom(...clusters.keys()), (expression, index) => {
        const text = formatExpression(expression);
        const place = { file: 'somewhere.yaml' };
        const [whole, ...parts] = expressionSteps(resolution, index, {
          step: 'expression',
          text,
          place,
          depth: 0,
          decides: true,
        });
        expect(whole?.ok).toBe(resolution.select(text, place).clusters.has(index));
        expect(whole?.detail).not.toContain('error');
        expect(parts.every(({ depth }) => depth > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
