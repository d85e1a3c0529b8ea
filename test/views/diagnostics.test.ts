import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { diagnosticViews } from '../../src/views/diagnostics/views.ts';
import { styleFor } from '../../src/views/style.ts';
import { cleanReport, printed, report, reportOn } from './fixture.ts';

const show = (format: keyof typeof diagnosticViews, of = report) => printed(diagnosticViews, format, of);

describe('text', () => {
  it('shows the place, the lines around it, what to do, and how many there are', () => {
    expect(show('text')).toMatchInlineSnapshot(`
      "inventory/namespaces/imdb.yaml:7:3 RE102 error  unknown field "applicatons" in spec
        6 | spec:
      > 7 |   applicatons: []
          |   ^^^^^^^^^^^
        hint: did you mean "applications"?                resedge rule RE102

      inventory/rings/a b.yaml:12:13 RE302 warning  /m/tier/gold, 100%: no cluster
      > 12 |   clusters: /m/tier/gold
           |             ^^^^^^^^^^^^
        resedge rule RE302

      1 error, 1 warning in 214 files
      "
    `);
  });

  it('says so where nothing was found', () => {
    expect(show('text', cleanReport)).toBe('0 errors, 0 warnings in 1 file\n');
  });

  it('shows notes in short, and counts them where there are some', () => {
    expect(show('text', reportOn({ severity: 'info' }))).toBe(
      `inventory/namespaces/imdb.yaml:7:3 RE102 info  unknown field "applicatons" in spec
  hint: did you mean "applications"?                resedge rule RE102

0 errors, 0 warnings, 1 note in 1 file
`,
    );
  });

  it('puts the caret under wide characters', () => {
    const frame = [{ line: 7, text: '日本: applicatons' }];
    expect(show('text', reportOn({ frame, column: 5, endColumn: 16 }))).toContain(
      '> 7 | 日本: applicatons\n    |       ^^^^^^^^^^^\n',
    );
  });

  it('puts the caret under its part of a line whose beginning was cut off', () => {
    const frame = [{ line: 7, text: `…${'a'.repeat(59)}HERE${'b'.repeat(20)}`, from: 441 }];
    const [, marked, caret] = show('text', reportOn({ frame, column: 501, endColumn: 505 })).split('\n');
    expect(caret).toMatch(/^ +\| +\^{4}$/);
    expect(caret?.indexOf('^^^^')).toBe(marked?.indexOf('HERE'));
  });

  it('never lets a file write to the terminal', () => {
    const evil = '\u001b]0;title\u0007';
    const text = show('text', reportOn({ message: evil, hint: evil, file: evil, frame: [{ line: 7, text: evil }] }));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('is colored for people', () => {
    const colored = printed(diagnosticViews, 'text', report, styleFor('always', {}, false));
    expect(colored).toContain('\u001b[31merror\u001b[39m');
    expect(colored).toContain('\u001b[33mwarning\u001b[39m');
  });
});

describe('for programs', () => {
  it('json', () => {
    expect(show('json')).toMatchInlineSnapshot(`
      "{
        "apiVersion": "resedge.dev/v1",
        "kind": "DiagnosticList",
        "errors": 1,
        "warnings": 1,
        "items": [
          {
            "rule": "RE102",
            "severity": "error",
            "message": "unknown field \\"applicatons\\" in spec",
            "file": "inventory/namespaces/imdb.yaml",
            "line": 7,
            "column": 3,
            "hint": "did you mean \\"applications\\"?"
          },
          {
            "rule": "RE302",
            "severity": "warning",
            "message": "/m/tier/gold, 100%: no cluster",
            "file": "inventory/rings/a b.yaml",
            "line": 12,
            "column": 13,
            "hint": null
          }
        ]
      }
      "
    `);
  });

  it('json with nothing found', () => {
    expect(show('json', cleanReport)).toMatchInlineSnapshot(`
      "{
        "apiVersion": "resedge.dev/v1",
        "kind": "DiagnosticList",
        "errors": 0,
        "warnings": 0,
        "items": []
      }
      "
    `);
  });

  it('yaml holds what json holds', () => {
    for (const one of [report, cleanReport]) expect(parse(show('yaml', one))).toEqual(JSON.parse(show('json', one)));
  });

  it('jsonl', () => {
    expect(show('jsonl')).toMatchInlineSnapshot(`
      "{"apiVersion":"resedge.dev/v1","kind":"Diagnostic","rule":"RE102","severity":"error","message":"unknown field \\"applicatons\\" in spec","file":"inventory/namespaces/imdb.yaml","line":7,"column":3,"hint":"did you mean \\"applications\\"?"}
      {"apiVersion":"resedge.dev/v1","kind":"Diagnostic","rule":"RE302","severity":"warning","message":"/m/tier/gold, 100%: no cluster","file":"inventory/rings/a b.yaml","line":12,"column":13,"hint":null}
      "
    `);
  });
});

describe('github', () => {
  it('annotates files by their path from the root of the Git repository', () => {
    expect(show('github')).toMatchInlineSnapshot(`
      "::error file=fleet/inventory/namespaces/imdb.yaml,line=7,col=3,endColumn=14,title=RE102 schema::unknown field "applicatons" in spec%0Ahint: did you mean "applications"?
      ::warning file=fleet/inventory/rings/a b.yaml,line=12,col=13,endColumn=25,title=RE302 selects-nothing::/m/tier/gold, 100%25: no cluster
      1 error, 1 warning in 214 files
      "
    `);
  });

  it('escapes what would end a property or the line', () => {
    const text = show('github', reportOn({ message: '100%\r\nof a:b,c', file: 'a:b,c%.yaml' }));
    expect(text).toContain('::error file=a%3Ab%2Cc%25.yaml,line=7,');
    expect(text).toContain('::100%25%0D%0Aof a:b,c%0Ahint: ');
  });
});

it('sarif', () => {
  expect(show('sarif')).toMatchInlineSnapshot(`
    "{
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "resedge",
              "rules": [
                {
                  "id": "RE102",
                  "name": "schema",
                  "shortDescription": {
                    "text": "An object does not have the form that its kind asks for."
                  },
                  "fullDescription": {
                    "text": "An object does not have the form that its kind asks for."
                  },
                  "help": {
                    "text": "Say what the kind knows.",
                    "markdown": "Say what the kind knows."
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  }
                },
                {
                  "id": "RE302",
                  "name": "selects-nothing",
                  "shortDescription": {
                    "text": "An expression selects no cluster."
                  },
                  "fullDescription": {
                    "text": "An expression selects no cluster."
                  },
                  "help": {
                    "text": "Look at the expression.",
                    "markdown": "Look at the expression."
                  },
                  "defaultConfiguration": {
                    "level": "warning"
                  }
                }
              ]
            }
          },
          "columnKind": "utf16CodeUnits",
          "originalUriBaseIds": {
            "%SRCROOT%": {
              "description": {
                "text": "The root of the Git repository."
              }
            }
          },
          "results": [
            {
              "ruleId": "RE102",
              "ruleIndex": 0,
              "level": "error",
              "message": {
                "text": "unknown field \\"applicatons\\" in spec\\nhint: did you mean \\"applications\\"?"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "fleet/inventory/namespaces/imdb.yaml",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 7,
                      "startColumn": 3,
                      "endColumn": 14
                    }
                  }
                }
              ]
            },
            {
              "ruleId": "RE302",
              "ruleIndex": 1,
              "level": "warning",
              "message": {
                "text": "/m/tier/gold, 100%: no cluster"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "fleet/inventory/rings/a%20b.yaml",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 12,
                      "startColumn": 13,
                      "endColumn": 25
                    }
                  }
                }
              ]
            }
          ]
        }
      ]
    }
    "
  `);
});

describe('markdown', () => {
  it('is a table', () => {
    expect(show('markdown')).toMatchInlineSnapshot(`
      "**1 error, 1 warning in 214 files**

      | where | rule | severity | what |
      | --- | --- | --- | --- |
      | inventory/namespaces/imdb.yaml:7:3 | RE102 schema | error | unknown field "applicatons" in spec. Hint: did you mean "applications"? |
      | inventory/rings/a b.yaml:12:13 | RE302 selects-nothing | warning | /m/tier/gold, 100%: no cluster |
      "
    `);
  });

  it('shows text as text', () => {
    const text = show('markdown', reportOn({ message: 'a|b <img> @team #1 `x`\nnext' }));
    expect(text).toContain('| a&#124;b &#60;img&#62; &#64;&#8203;team &#35;&#8203;1 &#96;x&#96; next. Hint:');
    expect(show('markdown', cleanReport)).toBe('**0 errors, 0 warnings in 1 file**\n');
  });
});
