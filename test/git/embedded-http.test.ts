import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpClient } from '../../src/adapters/git-embedded/http.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** The address of a server on this machine. */
async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_request, response) => answer(response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function read(url: string): Promise<string> {
  const { body } = await (await httpClient(100)).request({ url });
  let text = '';
  for await (const piece of body ?? []) text += Buffer.from(piece).toString();
  return text;
}

describe('a server', () => {
  it('is given up where it says nothing', async () => {
    await expect(read(await serve(() => {}))).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('is given up where it stops in the middle', async () => {
    await expect(read(await serve((response) => response.write('half')))).rejects.toBeInstanceOf(Error);
  });

  it('may take long, as long as it says something', async () => {
    const url = await serve((response) => {
      const pieces = ['a', 'b', 'c', 'd'];
      const next = () => {
        const piece = pieces.shift();
        if (piece === undefined) response.end();
        else response.write(piece, () => setTimeout(next, 40));
      };
      next();
    });
    expect(await read(url)).toBe('abcd');
  });
});
