/** What a browser does with a server's accounts: it keeps cookies, says its origin, and can be told to lie. */
export class AccountClient {
  readonly #url: string;
  readonly #address: string;
  readonly cookies = new Map<string, string>();
  /** Names of those that go nowhere from another site's page or redirect (RFC 6265bis, 5.8.3). */
  readonly #ownSiteOnly = new Set<string>();
  /** As the server has set them last. */
  setCookies: string[] = [];

  constructor(url: string, { address = '192.0.2.1' } = {}) {
    this.#url = url;
    this.#address = address;
  }

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
    const response = await fetch(`${this.#url}${path}`, {
      redirect: 'manual',
      method,
      headers: {
        'x-forwarded-for': this.#address,
        origin: new URL(this.#url).origin,
        ...(body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }),
        cookie: this.#cookiesTo(headers),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    this.setCookies = response.headers.getSetCookie();
    for (const line of this.setCookies) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
      if (/;\s*SameSite=Strict/i.test(line)) this.#ownSiteOnly.add(name);
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: isJson ? JSON.parse(text) : {}, headers: response.headers };
  }

  #cookiesTo(headers: Record<string, string>): string {
    const isFromElsewhere = headers['sec-fetch-site'] === 'cross-site';
    const sent = [...this.cookies].filter(([name]) => !isFromElsewhere || !this.#ownSiteOnly.has(name));
    return sent.map(([name, value]) => `${name}=${value}`).join('; ');
  }

  signIn(email: string, password: string, more: object = {}) {
    return this.send('POST', '/api/sign-in', { email, password, ...more });
  }

  /** Null: nobody is signed in. */
  async me(): Promise<{ id: string; email: string } | null> {
    const { body } = await this.send('GET', '/api/me');
    return body.me as { id: string; email: string } | null;
  }

  /** The value of the cookie whose name ends so. */
  cookie(ending: 'session' | 'browser'): string | undefined {
    return [...this.cookies].find(([name]) => name.endsWith(ending))?.[1];
  }

  put(ending: 'session' | 'browser', value: string): void {
    this.cookies.set(`tafelrunde-${ending}`, value);
  }
}
