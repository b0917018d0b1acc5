import { expect, it } from 'vitest';
import type { MeView } from '../../../../src/protocol/accounts/accounts.ts';
import { Account } from '../../../../web/src/admin/server/account.ts';
import { Server } from '../../../../web/src/admin/server/server.ts';

const EVA: MeView = {
  id: 'eva',
  name: 'Eva',
  email: 'eva@klinik.example',
  role: 'admin',
  hasSecondFactor: false,
  sendsMail: false,
  organisation: { id: 'klinik', name: 'Klinik', colour: null },
};

const answering = (answer: () => Response) =>
  new Server({ onSignedOut: () => {}, meant: () => null, fetch: async () => answer() });

it('knows who is signed in, and that nobody is', async () => {
  const account = new Account();
  await account.load(answering(() => Response.json({ me: EVA })));
  expect(account.getSnapshot()).toEqual({ is: 'signed-in', me: EVA });
  const stranger = new Account();
  await stranger.load(answering(() => Response.json({ me: null })));
  expect(stranger.getSnapshot()).toEqual({ is: 'nobody' });
});

it('a server that cannot be reached makes nobody a stranger', async () => {
  const account = new Account();
  const cut = answering(() => {
    throw new TypeError('Failed to fetch');
  });
  await account.load(cut);
  expect(account.getSnapshot()).toEqual({ is: 'unknown', why: { code: 'OFFLINE' } });
  account.signedIn(EVA);
  await account.load(cut);
  expect(account.getSnapshot()).toEqual({ is: 'signed-in', me: EVA });
});

it('whose time is over stays known until they are in again or leave', () => {
  const account = new Account();
  account.signedIn(EVA);
  account.expire();
  expect(account.getSnapshot()).toEqual({ is: 'expired', me: EVA });
  account.expire();
  expect(account.getSnapshot()).toEqual({ is: 'expired', me: EVA });
  account.signedIn(EVA);
  expect(account.getSnapshot()).toEqual({ is: 'signed-in', me: EVA });
  account.signedOut();
  expect(account.getSnapshot()).toEqual({ is: 'nobody' });
});
