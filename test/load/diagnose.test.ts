import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/load/diagnose.ts';
import type { Finding } from '../../src/model/diagnostic.ts';
import { schemaRule } from '../../src/model/rules/re102-schema.ts';
import { unknownReference } from '../../src/model/rules/re202-unknown-reference.ts';

const bytes = new TextEncoder().encode('a: x\nb: y\n');
const at = (file: string, key: string, rest: Partial<Finding> = {}): Finding => ({
  rule: schemaRule,
  message: 'wrong',
  place: { file, document: 0, path: [key] },
  ...rest,
});

describe('diagnose', () => {
  it('turns places into lines and columns, with a frame', () => {
    expect(diagnose([at('f.yaml', 'b', { hint: 'Correct it.', severity: 'warning' })], () => bytes)).toEqual([
      {
        rule: schemaRule,
        severity: 'warning',
        message: 'wrong',
        hint: 'Correct it.',
        file: 'f.yaml',
        line: 2,
        column: 4,
        endColumn: 5,
        frame: [
          { line: 1, text: 'a: x' },
          { line: 2, text: 'b: y' },
        ],
      },
    ]);
  });

  it('sorts by file, line, column, rule and message, and says everything once', () => {
    const findings = [
      at('b.yaml', 'a'),
      at('a.yaml', 'b', { message: 'z' }),
      at('a.yaml', 'b', { rule: unknownReference, message: 'a' }),
      at('a.yaml', 'b', { message: 'y' }),
      at('a.yaml', 'a'),
      at('a.yaml', 'a'),
      at('B.yaml', 'a'),
    ];
    const lines = diagnose(findings, () => bytes).map((one) => `${one.file}:${one.line} ${one.rule.id} ${one.message}`);
    expect(lines).toEqual([
      'B.yaml:1 RE102 wrong',
      'a.yaml:1 RE102 wrong',
      'a.yaml:2 RE102 y',
      'a.yaml:2 RE102 z',
      'a.yaml:2 RE202 a',
      'b.yaml:1 RE102 wrong',
    ]);
  });

  it('reads a file once, and shows the beginning of one that is not there', () => {
    const read: string[] = [];
    const diagnostics = diagnose([at('a', 'a'), at('a', 'b'), at('gone', 'a')], (file) => {
      read.push(file);
      return file === 'gone' ? undefined : bytes;
    });
    expect(read).toEqual(['a', 'gone']);
    expect(diagnostics.at(-1)).toMatchObject({ file: 'gone', line: 1, column: 1, frame: [] });
  });
});
