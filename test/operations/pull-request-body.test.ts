import { describe, expect, it } from 'vitest';
import { branchFor } from '../../src/operations/propose/branch-for.ts';
import { bodyWith } from '../../src/operations/propose/propose.ts';

describe('the body of a pull request', () => {
  it('has the plan below the words, and keeps words around it', () => {
    const first = bodyWith('Why.', 1000, () => 'one');
    expect(first).toBe('Why.\n\n<!-- resedge: plan -->\none\n<!-- resedge: end of plan -->\n');
    expect(bodyWith('', 1000, () => 'one')).toBe('<!-- resedge: plan -->\none\n<!-- resedge: end of plan -->\n');
    expect(bodyWith(`${first}Thanks!`, 1000, () => 'two')).toBe(
      'Why.\n\n<!-- resedge: plan -->\ntwo\n<!-- resedge: end of plan -->\nThanks!',
    );
    expect(bodyWith('All new.', 1000, () => 'two')).toMatch(/^All new\.\n\n<!-- resedge: plan -->\ntwo/);
  });

  it('is as long as it may be', () => {
    const fill = (most: number) => 'x'.repeat(most);
    expect(bodyWith('', 200, fill)).toHaveLength(200);
    expect(bodyWith(bodyWith('Why.', 300, fill), 200, fill)).toHaveLength(200);
  });
});

describe('the branch for a message', () => {
  it.each([
    ['Open store 3901', 'resedge/open-store-3901'],
    ['  Öffne  Straße #7!\n\nWarum', 'resedge/offne-stra-e-7'],
    ['a'.repeat(80), 'resedge/change-'],
    ['店舗を開く', 'resedge/change-'],
    [
      'One two three four five six seven eight nine ten eleven',
      'resedge/one-two-three-four-five-six-seven-eight-nine-ten',
    ],
    ['..', 'resedge/change-'],
  ])('%j is %s', (message, branch) => {
    expect(branchFor(message).replace(/change-[0-9a-f]{8}$/, 'change-')).toBe(branch);
  });

  it('replaces all of a plan that holds a mark itself', () => {
    const first = bodyWith('Why.', 1000, () => '<!-- resedge: end of plan -->\n@all');
    expect(bodyWith(first, 1000, () => 'two')).toBe(bodyWith('Why.', 1000, () => 'two'));
  });
});
