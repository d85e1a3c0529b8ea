import { type ClientRequestArgs, request } from 'node:http';
import { Agent, type AgentOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

type Connected = (error: Error | null, socket: Duplex) => void;

/** Connections to servers through a proxy that passes them on (CONNECT): it sees where they go, and nothing of what is said. */
export class TunnelAgent extends Agent {
  readonly #proxy: URL;

  constructor(proxy: URL, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(options: ClientRequestArgs, connected?: Connected): undefined {
    // Beside an error Node looks at nothing.
    const failed = (error: Error) => connected?.(error, undefined as never);
    const to = `${options.host}:${options.port}`;
    const { hostname, port, username, password } = this.#proxy;
    const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
    const asked = request({
      host: hostname,
      port: port || 80,
      method: 'CONNECT',
      path: to,
      headers: { host: to, ...(username === '' ? {} : { 'proxy-authorization': `Basic ${login}` }) },
      agent: false,
    });
    asked.once('error', failed);
    asked.once('connect', ({ statusCode }, socket: Socket) => {
      const secure = statusCode === 200 ? super.createConnection(withSocket(options, socket)) : undefined;
      if (secure) connected?.(null, secure);
      else failed(new Error(`the proxy ${hostname} answered ${statusCode} instead of connecting to ${to}`));
    });
    asked.end();
  }
}

/** TLS is spoken over a connection that is there. */
function withSocket(options: ClientRequestArgs, socket: Socket): ClientRequestArgs {
  return Object.assign({}, options, { socket });
}
