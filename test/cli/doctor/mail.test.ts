import { expect, it } from 'vitest';
import { examineMail } from '../../../src/cli/doctor/mail.ts';
import type { World } from '../../../src/cli/doctor/world.ts';
import { loadConfig } from '../../../src/config.ts';
import { findFreePort } from '../../../src/sfu/addresses.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';

const WORLD: World = { env: {}, timeServers: [], resolve: async () => [] };

const findingOf = (env: Record<string, string>) =>
  examineMail(loadConfig({ MAIL_FROM: 'a@example.org', ...env }), WORLD);

it('no mail server is nothing wrong', async () => {
  expect(await examineMail(loadConfig({}), WORLD)).toMatchObject({
    state: 'ok',
    says: expect.stringContaining('None'),
  });
});

it('a mail server that lets us in is said to, and gets no mail', async () => {
  const { settings, arrived } = await startMailServer();
  expect(await findingOf({ SMTP_URL: `smtp://127.0.0.1:${settings.port}` })).toMatchObject({ state: 'ok' });
  expect(arrived).toEqual([]);
});

it('each fault is said in a sentence of its own, without the password', async () => {
  const plain = await startMailServer();
  const strict = await startMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(new Error('no')),
  });
  const port = await findFreePort('127.0.0.1');
  const faults = [
    [{ SMTP_HOST: 'mail.invalid' }, 'its name leads nowhere'],
    [{ SMTP_URL: `smtp://127.0.0.1:${port}` }, 'is not reached (ECONNREFUSED)'],
    [{ SMTP_URL: `smtps://127.0.0.1:${plain.settings.port}` }, 'does not speak as a mail server does'],
    [{ SMTP_URL: `smtp://eva:geheimnis@127.0.0.1:${strict.settings.port}` }, 'does not let this one sign in'],
  ] as const;
  for (const [env, words] of faults) {
    const finding = await findingOf({ ...env });
    expect(finding).toMatchObject({ state: 'wrong', says: expect.stringContaining(words) });
    expect(finding.todo).toMatch(/\.$/);
    expect(JSON.stringify(finding)).not.toContain('geheimnis');
  }
});
