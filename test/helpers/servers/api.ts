import { expect } from 'vitest';
import { API_PATH } from '../../../src/protocol/api/base.ts';
import { AccountClient } from '../clients/account-client.ts';
import type { House } from './houses.ts';
import { startTestApp } from './test-app.ts';

/** A server with a house whose people are signed in, each in a browser of their own. */
export async function startTestApi(options: Parameters<typeof startTestApp>[0] = {}) {
  const app = await startTestApp(options);
  const house = await app.createHouse();
  const signIn = async ({ email }: House['admin']) => {
    const client = new AccountClient(app.url);
    expect((await client.signIn(email, house.password)).status).toBe(200);
    return new ApiClient(client);
  };
  return {
    app,
    house,
    signIn,
    asAdmin: await signIn(house.admin),
    asOrganiser: await signIn(house.organiser),
    asNobody: new ApiClient(new AccountClient(app.url)),
  };
}

type Send = Parameters<AccountClient['send']>;

/** A browser's page that asks the API. */
export class ApiClient {
  readonly #client: AccountClient;

  constructor(client: AccountClient) {
    this.#client = client;
  }

  get(path: string, headers?: Send[3]) {
    return this.#send('GET', path, undefined, headers);
  }

  post(path: string, body?: object, headers?: Send[3]) {
    return this.#send('POST', path, body, headers);
  }

  put(path: string, body: object, headers?: Send[3]) {
    return this.#send('PUT', path, body, headers);
  }

  patch(path: string, body: object, headers?: Send[3]) {
    return this.#send('PATCH', path, body, headers);
  }

  delete(path: string, headers?: Send[3]) {
    return this.#send('DELETE', path, undefined, headers);
  }

  #send(method: Send[0], path: string, body?: object, headers?: Send[3]) {
    return this.#client.send(method, API_PATH + path, body, headers);
  }
}
