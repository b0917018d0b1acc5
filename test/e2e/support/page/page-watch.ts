import type { BrowserContext } from '@playwright/test';

const LOCAL_SCHEMES = ['about:', 'blob:', 'data:'];

/**
 * Attempts that fail, what was sent in the moment in which the line was cut, and a request for a connection of which a server
 * that has started anew knows nothing.
 */
const LOST_CONNECTION =
  /WebSocket connection|WebSocket is already in CLOSING|net::ERR_|status of 400 .*\/socket\.io\/.*transport=polling/;

/** The machine has another network: a test beside this one lays its own. A page asks again, and what it is to show is looked at. */
const OTHER_NETWORK = /net::ERR_NETWORK_CHANGED/;

/** What no page of ours may ever do, written down as it happens: complain, throw, or ask anybody but our server. */
export class PageWatch {
  readonly #problems: string[] = [];
  readonly #expected: RegExp[] = [OTHER_NETWORK];

  constructor(context: BrowserContext, { origin }: { origin: string }) {
    const ask = (url: string) => {
      if (LOCAL_SCHEMES.some((scheme) => url.startsWith(scheme))) return;
      // A WebSocket's origin differs in its scheme alone.
      const { host } = new URL(url);
      if (host !== new URL(origin).host) this.#problems.push(`asked a foreign server: ${url}`);
    };
    context.on('console', (message) => {
      if (message.type() === 'error') this.#problems.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.#problems.push(`uncaught: ${error.error().stack}`));
    context.on('request', (request) => ask(request.url()));
    context.on('page', (page) => page.on('websocket', (socket) => ask(socket.url())));
  }

  /** A test that breaks something on purpose says what the browser will say of it. */
  expect(problem: RegExp): void {
    this.#expected.push(problem);
  }

  /** A test that cuts a line, or ends a server. */
  expectLostConnections(): void {
    this.#expected.push(LOST_CONNECTION);
  }

  get problems(): readonly string[] {
    return this.#problems.filter((problem) => !this.#expected.some((expected) => expected.test(problem)));
  }
}
