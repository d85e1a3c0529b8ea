import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldOwners, nestOwners, type OwnerLine } from '../../src/edit/fold-owners.ts';

function written(lines: readonly OwnerLine[]): string[] {
  return lines.map(({ path, owners }) => `${path} ${owners}`);
}

/** Folds `a/b.yaml @x` and the like. */
function fold(files: readonly string[], around = '@fleet'): string[] {
  const pairs = files.map((file): [string, string] => [file.split(' ')[0] ?? '', file.split(' ').slice(1).join(' ')]);
  return written(foldOwners(new Map(pairs), around));
}

/** So many files in a folder with the same owners. */
function many(folder: string, count: number, owners: string): string[] {
  return Array.from({ length: count }, (_, index) => `${folder}/${String(index).padStart(5, '0')}.yaml ${owners}`);
}

/** What the last line says that matches. */
function ownersOf(path: string, lines: readonly OwnerLine[], around: string): string {
  const matches = lines.filter((line) => (line.path.endsWith('/') ? path.startsWith(line.path) : path === line.path));
  return matches.at(-1)?.owners ?? around;
}

describe('folding owners', () => {
  it('says nothing of what the owners around it own', () => {
    expect(fold(['resedge.yaml @fleet', 'inventory/a.yaml @fleet', 'inventory/b.yaml @x'])).toEqual([
      'inventory/b.yaml @x',
    ]);
  });

  it('has one line for a folder with the same owners, as high up as they reach', () => {
    const files = ['in/east/fl/1.yaml @e', 'in/east/fl/2.yaml @e', 'in/east/ga/1.yaml @e', 'in/west/ca/1.yaml @w'];
    expect(fold(files)).toEqual(['in/east/ @e', 'in/west/ca/1.yaml @w']);
  });

  it('has no line for a folder with one thing in it, nor for the top', () => {
    expect(fold(['a/b/c/1.yaml @x', 'a/b/c/2.yaml @x'])).toEqual(['a/b/c/ @x']);
    expect(fold(['a/1.yaml @x'])).toEqual(['a/1.yaml @x']);
    expect(fold(['a/1.yaml @x', 'a/2.yaml @x', 'b.yaml @x'])).toEqual(['a/ @x', 'b.yaml @x']);
  });

  it('has a line more for one file that differs, not a line for each of the others', () => {
    expect(fold([...many('in/clusters', 2000, '@e'), 'in/clusters/odd.yaml @odd'])).toEqual([
      'in/clusters/ @e',
      'in/clusters/odd.yaml @odd',
    ]);
    expect(fold([...many('in/clusters', 2000, '@e'), 'in/clusters/own.yaml @fleet'])).toEqual([
      'in/clusters/ @e',
      'in/clusters/own.yaml @fleet',
    ]);
  });

  it('does not give a folder to owners of fewer than nine files in ten', () => {
    expect(fold([...many('in', 8, '@e'), 'in/odd.yaml @odd'])).toHaveLength(9);
  });

  it('gives nothing away that has no owners', () => {
    expect(fold([...many('in', 20, '@e'), 'in/nobody.yaml'], '')).toHaveLength(20);
  });

  it('gives each file its owners, and no line says what the one around it says', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'a.yaml');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `${names.join('/')}/f`);
    const files = fc.dictionary(path, fc.constantFrom('', '@x', '@x @y', '@z'), { maxKeys: 60 });
    fc.assert(
      fc.property(files, fc.constantFrom('', '@x'), (owners, around) => {
        const map = new Map(Object.entries(owners).map(([file, own]) => [file, own === '' ? around : own]));
        const lines = foldOwners(map, around);
        for (const [file, own] of map) expect(ownersOf(file, lines, around)).toBe(own);
        for (const [at, line] of lines.entries())
          expect(ownersOf(line.path, lines.slice(0, at), around)).not.toBe(line.owners);
        expect(lines.length).toBeLessThanOrEqual(map.size);
      }),
    );
  });
});

describe('owners of folders in folders', () => {
  it('names a folder only where it has other owners than the one around it', () => {
    const folders = [
      ['apps/shop', '@shop'],
      ['apps/shop/cart', '@shop'],
      ['apps/shop/till', '@till'],
      ['apps/shop/till/own', '@fleet'],
      ['apps/shop-2', '@fleet'],
      ['apps/lone', ''],
    ] as const;
    expect(written(nestOwners(new Map(folders), '@fleet'))).toEqual([
      'apps/shop/ @shop',
      'apps/shop/till/ @till',
      'apps/shop/till/own/ @fleet',
    ]);
  });
});
