import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { onTestFinished, vi } from 'vitest';

const CLIENT = { clientId: 'tafelrunde', clientSecret: 'known to both alone, and long enough' };

/** What somebody has to press, so that it is from this site that a browser is sent back. */
const ASKING_PAGE = `<!doctype html><html lang="de"><title>Anmeldedienst</title><link rel="icon" href="data:,">
<h1>Anmeldedienst</h1><form method="post"><button>Ich bin es</button></form></html>`;

/**
 * A real OpenID provider that signs in whoever is `person` now, without asking unless `wishes` say so. `redirectUri` is known when
 * the app that it serves listens.
 */
export async function startProvider() {
  const person = { subject: 'eva', email: 'eva@klinik.example' };
  const wishes = { asks: false };
  let redirectUri = '';
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const bound = server.address();
  const issuer = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  // It says much that is for who runs one in earnest.
  for (const channel of ['warn', 'info'] as const) vi.spyOn(console, channel).mockImplementation(() => {});
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        // It is asked for by the tests' own check below.
        redirect_uris: ['http://placeholder.invalid/'],
      },
    ],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, email: person.email }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    cookies: { keys: ['a test'] },
  });
  provider.Client.prototype.redirectUriAllowed = (uri: string) => uri === redirectUri;
  const serve = provider.callback();
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return void (await serve(request, response));
    if (wishes.asks && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(ASKING_PAGE);
      return;
    }
    await provider.interactionFinished(request, response, { login: { accountId: person.subject } });
  }
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    vi.restoreAllMocks();
  });
  return {
    settings: { issuer, ...CLIENT },
    person,
    wishes,
    serves(url: string) {
      redirectUri = url;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },

    /** What a browser does at the provider's: until it is sent back. The address that it is sent to. */
    async signIn(url: string, jar = new Map<string, string>()): Promise<string> {
      let at = url;
      while (at.startsWith(issuer)) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const line of response.headers.getSetCookie()) {
          const [pair = ''] = line.split(';');
          const [name = '', value = ''] = pair.split('=');
          if (value === '') jar.delete(name);
          else jar.set(name, value);
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`the provider does not send back: ${await response.text()}`);
        at = new URL(location, at).href;
      }
      return at;
    },
  };
}
