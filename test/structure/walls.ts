import type { SourceFile, Use } from './uses.ts';

/** A line of the tables in `src/README.md`: what the files of a folder, or one file, may make use of. */
export interface Wall {
  /** `model/`, `operations/plan/` or `main.ts`. */
  readonly room: string;
  /** Rooms, packages, modules and globals by their names. */
  readonly allowed: ReadonlyMap<string, 'all' | 'types'>;
}

/** Reads the tables whose first column is called `folder`, `room` or `file`. */
export function readWalls(markdown: string): Wall[] {
  const walls: Wall[] = [];
  let columns: readonly string[] = [];
  for (const line of markdown.split('\n')) {
    const cells = line.startsWith('|') ? line.split('|').slice(1, -1) : [];
    const texts = cells.map((cell) => cell.replaceAll('`', '').trim());
    if (texts.length === 0) columns = [];
    else if (columns.length === 0) columns = texts;
    else if (!texts.every((text) => /^-+$/.test(text))) walls.push(...wallsOf(columns, texts));
  }
  return walls;
}

function wallsOf(columns: readonly string[], texts: readonly string[]): Wall[] {
  if (!['folder', 'room', 'file'].includes(columns[0] ?? '')) return [];
  const allowed = new Map<string, 'all' | 'types'>();
  for (const [index, column] of columns.entries()) {
    if (column !== 'may import' && column !== 'from outside') continue;
    for (const item of namesIn(texts[index] ?? '')) {
      const name = item.replace(/ \(types\)$/, '');
      allowed.set(name, name === item ? 'all' : 'types');
    }
  }
  return namesIn(texts[0] ?? '').map((room) => ({ room, allowed }));
}

function namesIn(cell: string): string[] {
  return cell.split(', ').filter((name) => name !== '');
}

/** What files use and may not, and rooms that have no line or a line too many: a sentence each. */
export function violations(walls: readonly Wall[], files: readonly SourceFile[]): string[] {
  const rooms = new Map(walls.map((wall) => [wall.room, wall]));
  return [
    ...missingLines(rooms, files),
    ...walls
      .filter(({ room }) => !files.some(({ path }) => isIn(path, room)))
      .map(({ room }) => `${room} has a line, and no files`),
    ...files.flatMap((file) => file.uses.flatMap((use) => violation(rooms, file.path, use) ?? [])),
  ];
}

function missingLines(rooms: ReadonlyMap<string, Wall>, files: readonly SourceFile[]): string[] {
  const needed = files.flatMap(({ path }) => {
    const [first = '', second, third] = path.split('/');
    if (second === undefined) return [first];
    return third === undefined ? [`${first}/`] : [`${first}/`, `${first}/${second}/`];
  });
  return [...new Set(needed)].filter((room) => !rooms.has(room)).map((room) => `${room} has no line`);
}

function violation(rooms: ReadonlyMap<string, Wall>, path: string, use: Use): string | undefined {
  const own = roomsOf(rooms, path);
  const grants = own.flatMap(({ room, allowed }) =>
    [...allowed].filter(([name]) => covers(rooms, name, path, use)).map(([, grant]) => ({ room, grant })),
  );
  if (use.kind === 'file' && own.at(-1)?.room === roomsOf(rooms, use.what).at(-1)?.room) return undefined;
  if (grants.some(({ grant }) => grant === 'all' || use.isType)) return undefined;
  const what = use.kind === 'global' ? `uses ${use.what}` : `imports ${use.what}`;
  const but = grants.length > 0 ? `, of which ${grants[0]?.room} may use types only` : '';
  return `${path}:${use.line} ${what}${but}`;
}

/** The lines that hold for a file, from the outermost folder in. */
function roomsOf(rooms: ReadonlyMap<string, Wall>, path: string): Wall[] {
  return [...rooms.values()].filter(({ room }) => isIn(path, room)).sort((a, b) => a.room.length - b.room.length);
}

function isIn(path: string, room: string): boolean {
  return path === room || (room.endsWith('/') && path.startsWith(room));
}

/** Whether a name in the line of a file covers what it uses. A folder around the file covers its own files alone. */
function covers(rooms: ReadonlyMap<string, Wall>, name: string, path: string, { what, kind }: Use): boolean {
  if (kind === 'global') return name === what;
  if (kind === 'module') return name === what || (!what.startsWith('node:') && what.startsWith(`${name}/`));
  if (name.endsWith('/*/')) return what.startsWith(name.slice(0, -2)) && what.slice(name.length - 2).includes('/');
  if (!isIn(what, name)) return false;
  return !isIn(path, name) || roomsOf(rooms, what).at(-1)?.room === name;
}

/** What lines allow and no file makes use of, or of types alone: a sentence each. */
export function unused(walls: readonly Wall[], files: readonly SourceFile[]): string[] {
  const rooms = new Map(walls.map((wall) => [wall.room, wall]));
  const left = new Map(walls.map(({ room, allowed }) => [room, new Map(allowed)]));
  for (const { path, uses } of files) {
    const open = roomsOf(rooms, path).map(({ room }) => left.get(room) ?? new Map<string, 'all' | 'types'>());
    for (const use of uses)
      for (const names of open)
        for (const [name, grant] of names)
          if ((grant === 'types' || !use.isType) && covers(rooms, name, path, use)) names.delete(name);
  }
  return [...left].flatMap(([room, names]) =>
    [...names].map(
      ([name, grant]) => `${room} uses ${grant === 'all' ? 'nothing, or types alone,' : 'nothing'} of ${name}`,
    ),
  );
}

/** Rooms that may import one another in a circle: `a -> b -> a`. */
export function circles(walls: readonly Wall[]): string[] {
  const rooms = new Map(walls.map((wall) => [wall.room, wall]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (room: string, way: readonly string[]): void => {
    if (way.includes(room)) found.push([...way.slice(way.indexOf(room)), room].join(' -> '));
    if (way.includes(room) || done.has(room)) return;
    for (const name of rooms.get(room)?.allowed.keys() ?? []) {
      if (rooms.has(name) && !isIn(room, name)) visit(name, [...way, room]);
    }
    done.add(room);
  };
  for (const { room } of walls) visit(room, []);
  return found;
}
