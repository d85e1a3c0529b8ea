import { it } from 'vitest';
import { editFile } from '../../src/edit/edit-file.ts';
it('x', () => {
  for (const t of ["a:\n b: |\n   some text\n  # below a\n", "a:\n b: |\n   some text\n\n   # no comment\n     deeper\n  # below a\n"]) for (const value of ['text', 't\nu']) try { console.log(editFile(t, new Map([[0, [{ op: 'set', path: ['a', 'b'], value }]]]))); } catch (e: any) { console.log(e.message, JSON.stringify(value)); }
});
