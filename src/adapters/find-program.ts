import { statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The path of a program on the PATH. Relative folders of the PATH do not count: a repository could hold anything there. */
export function findProgram(name: string, env: Environment): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(isAbsolute);
  const paths = folders.flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`)));
  return paths.find(isProgram);
}

/** An environment whose PATH has no relative folders: the programs that ours runs look for others there, in somebody's repository. */
export function withAbsolutePath(env: Environment): Environment {
  const name = env['PATH'] === undefined ? 'Path' : 'PATH';
  const path = env[name];
  return path === undefined ? env : { ...env, [name]: path.split(delimiter).filter(isAbsolute).join(delimiter) };
}

function isProgram(path: string): boolean {
  try {
    const stat = statSync(path);
    return stat.isFile() && (process.platform === 'win32' || (stat.mode & 0o111) !== 0);
  } catch {
    // Not there, or in a folder that this user may not read, as with the PATH of another user under `sudo -u`.
    return false;
  }
}
