import type { Ask } from './exchange.ts';
import { jsonOf } from './json-of.ts';

/** All tags of a repository, page by page. */
export async function readTags(ask: Ask, repository: string): Promise<readonly string[]> {
  const found: string[] = [];
  let path: string | undefined = 'tags/list?n=1000';
  while (path !== undefined) {
    const { status, headers, body } = await ask({ method: 'GET', repository, path, fine: [200, 404] });
    if (status === 404) return found;
    const { tags } = jsonOf(body);
    if (Array.isArray(tags)) found.push(...tags.map(String));
    path = /<([^>]+)>;\s*rel="?next"?/.exec(`${headers['link'] ?? ''}`)?.[1];
  }
  return found;
}
