import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const nola = {
  metadata: { name: 'nola-2301', labels: { state: 'la' } },
  spec: {
    groups: ['stores/central/la', 'lab'],
    timeZone: 'America/Chicago',
    values: { storeNumber: '0077' },
    capacity: { cpu: '8', memory: '32Gi' },
    owners: ['@contoso/pos', 'Jane Doe'],
  },
};

describe('a table', () => {
  it('has a column for each field', () => {
    const { clusters, problems } = read(
      `name,groups,timeZone,labels.state,values.storeNumber,capacity.cpu,capacity.memory,owners
nola-2301,stores/central/la;lab,America/Chicago,la,0077,8,32Gi,@contoso/pos; Jane Doe
`,
    );
    expect(problems).toEqual([]);
    expect(clusters).toEqual([nola]);
  });

  const texts: readonly [what: string, text: string][] = [
    ['blanks between groups', 'name,groups\nnola,stores/la lab\n'],
    ['bars between groups', 'name,groups\nnola,stores/la|lab\n'],
    ['commas between groups, in quotes', 'name,groups\nnola,"stores/la, lab"\n'],
    ['semicolons between cells', 'name;groups\nnola;stores/la lab\n'],
    ['tabs between cells', 'name\tgroups\nnola\tstores/la lab\n'],
    ['lines that end as in Windows', 'name,groups\r\nnola,stores/la lab\r\n'],
    ['lines that end in two ways', 'name,groups\r\nnola,stores/la lab\n\r\n'],
    ['no end of the last line', 'name,groups\nnola,stores/la lab'],
    ['headers in other words', 'NAME,Groups \nnola,stores/la lab\n'],
    ['paths in the header', 'metadata.name,spec.groups\nnola,stores/la lab\n'],
    ['quotes and blanks around cells', '"name" , "groups"\n "nola" ,"stores/la lab" \n'],
    ['empty lines, and rows of empty cells', '\nname,groups\n\n,\nnola,stores/la lab\n , \n'],
  ];
  it.each(texts)('may have %s', (_, text) => {
    const { clusters, problems } = read(text);
    expect(problems).toEqual([]);
    expect(clusters).toEqual([{ metadata: { name: 'nola' }, spec: { groups: ['stores/la', 'lab'] } }]);
  });

  it('finds names of fields in other case, but keeps the keys of labels and values', () => {
    const { clusters } = read(
      'name,Time Zone,former_names,Labels.Tier,values.storeNumber,Capacity.CPU\na,UTC,b,Gold,7,8\n',
    );
    expect(clusters).toEqual([
      {
        metadata: { name: 'a', labels: { Tier: 'Gold' } },
        spec: { timeZone: 'UTC', formerNames: ['b'], values: { storeNumber: '7' }, capacity: { cpu: '8' } },
      },
    ]);
  });

  it('says nothing in an empty cell', () => {
    expect(read('name,groups,timeZone\na,,\n').clusters).toEqual([{ metadata: { name: 'a' } }]);
  });

  it('keeps a text as it is in quotes: delimiters, quotes, lines', () => {
    const { clusters } = read('name,description\na,"one, two; ""three""\nfour"\n');
    expect(clusters).toEqual([{ metadata: { name: 'a' }, spec: { description: 'one, two; "three"\nfour' } }]);
  });
});

describe('other headers', () => {
  const text = 'Store No,Site,Region,Notes\n2301,nola,stores/la,"old, needs paint"\n';

  it('are named with --map, and ignored with -', () => {
    const map = ['Store No=values.storeNumber', 'Site=name', 'Region=groups', 'Notes=-'];
    expect(read(text, { map })).toEqual({
      clusters: [{ metadata: { name: 'nola' }, spec: { values: { storeNumber: '2301' }, groups: ['stores/la'] } }],
      problems: [],
      leftOut: [],
    });
  });

  it('are problems where they are not', () => {
    expect(read(text, { map: ['Site=name', 'Region=groups'] }).problems).toEqual([
      '1:1 [Store No] there is no field for the column "Store No" (Say what it is with --map "Store No=values.KEY", or ignore it with --map "Store No=-".)',
      '1:22 [Notes] there is no field for the column "Notes" (Say what it is with --map "Notes=values.KEY", or ignore it with --map "Notes=-".)',
    ]);
  });

  it('are problems where --map names one that is not there', () => {
    const { problems } = read('name,Site No\na,1\n', { map: ['SiteNo=values.site'] });
    expect(problems[0]).toContain('there is no field for the column "Site No"');
    expect(problems[1]).toBe(
      '1:1 [name,Site No] --map names "SiteNo", and nothing is called so here (Did you mean "Site No"?)',
    );
  });

  const wrong: readonly [typed: string, message: RegExp][] = [
    ['Store', /^--map "Store" cannot be read$/],
    ['=name', /^--map "=name" cannot be read$/],
    ['Store=values', /^--map "Store=values": there is no field values$/],
    ['Store=capacity.gpu', /there is no field capacity.gpu/],
    ['Store=labels.__proto__', /there is no field labels.__proto__/],
  ];
  it.each(wrong)('cannot be mapped by %s', (typed, message) => {
    expect(() => read('name\na\n', { map: [typed] })).toThrow(message);
  });
});

describe('a table that cannot be read', () => {
  const tables: readonly [what: string, text: string, problems: readonly string[]][] = [
    [
      'a slip in a header',
      'name,group,capcity.cpu\na,g,1\n',
      [
        '1:6 [group] there is no field for the column "group" (Did you mean groups? Say so with --map "group=groups".)',
        '1:12 [capcity.cpu] there is no field for the column "capcity.cpu" (Did you mean capacity.cpu? Say so with --map "capcity.cpu=capacity.cpu".)',
      ],
    ],
    [
      'no name',
      'groups,timeZone\ng,UTC\n',
      [
        '1:1 [groups,timeZone] there is no column name (The columns are groups, timeZone. Say which one holds the name: --map "groups=name".)',
      ],
    ],
    [
      'a column twice',
      'name,groups,Groups\na,g,h\n',
      [
        '1:13 [Groups] the columns "groups" and "Groups" are for one field, spec.groups (Take one away, or ignore it with --map "Groups=-".)',
      ],
    ],
    [
      'a column without a name',
      'name,\na,b\n',
      ['1:6 [] this column has no name (Give it one, or take the column away.)'],
    ],
    [
      'rows that are too short and too long',
      'name,groups\na\nb,g,"x, y"\nc,g\n',
      [
        '2:1 [a] this row has 1 cell, and the header has 2 columns (An empty cell needs its delimiter too.)',
        '3:5 ["x, y"] this row has 3 cells, and the header has 2 columns (Put a cell that holds the delimiter in quotes.)',
      ],
    ],
    ['nothing', '', ['1:1 [] there is nothing in it (The first line names the columns.)']],
    [
      'a quote that is never closed',
      'name,groups\n\na,g\nb,"g\nc,g\n',
      ['4:3 ["g…] this quote is never closed (Write " after the text.)'],
    ],
    [
      'a quote in a cell',
      'name,groups\na,g"h\n',
      [
        '2:3 [g"h] there is a quote in the middle of this cell (Put the whole cell in quotes, and write "" for each quote in it.)',
      ],
    ],
    [
      'more after a quote',
      'name,groups\n,\na,"g"h\n',
      [
        '3:3 ["g"h] there is more after the quote that ends this cell (Write "" for a quote inside of a cell in quotes.)',
      ],
    ],
  ];
  it.each(tables)('%s', (_, text, problems) => {
    expect(read(text).problems).toEqual(problems);
  });
});
