import { expect, it } from 'vitest';
import { SmtpTransport } from '../../src/mail/transport.ts';
import { startMailServer } from '../helpers/servers/mail-server.ts';
import { letter } from './letters.ts';

const send = (...given: ConstructorParameters<typeof SmtpTransport>) =>
  new SmtpTransport(...given).send('eins', letter(), AbortSignal.timeout(20_000));

it('nothing is sent in the clear to another machine, nor to one whose certificate nobody knows', async () => {
  const plain = await startMailServer();
  expect(await send({ ...plain.settings, tls: 'starttls' })).toMatchObject({ is: 'unreached' });
  const selfSigned = await startMailServer({ disabledCommands: [] });
  expect(await send({ ...selfSigned.settings, tls: 'starttls' })).toEqual({
    is: 'unreached',
    code: expect.stringMatching(/^(CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT)$/),
  });
  expect([...plain.arrived, ...selfSigned.arrived]).toEqual([]);
  expect(await send(selfSigned.settings)).toEqual({ is: 'sent' });
});

it('signs in where it is asked to, and a wrong password is no fault of the mail', async () => {
  const server = await startMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'konferenz' && password === 'richtig' ? done(null, { user: 'konferenz' }) : done(new Error('no')),
  });
  const login = (password: string) => ({ ...server.settings, login: { user: 'konferenz', password } });
  expect(await send(login('falsch'))).toEqual({ is: 'unreached', code: 'EAUTH 535' });
  expect(await send(server.settings)).toMatchObject({ is: 'unreached' });
  expect(await send(login('richtig'))).toEqual({ is: 'sent' });
});

it('what is refused to everybody who has not signed in is no fault of the mail', async () => {
  const server = await startMailServer();
  server.wishes.refusal = () => ({ at: 'RCPT', status: 530 });
  expect(await send(server.settings)).toEqual({ is: 'unreached', code: 'EENVELOPE 530' });
  server.wishes.refusal = () => ({ at: 'RCPT', status: 550 });
  expect(await send(server.settings)).toEqual({ is: 'refused', failure: 'address-refused', status: 550 });
});

it('a line break in a name or subject is no second header', async () => {
  const server = await startMailServer();
  const wicked = 'Eva\r\nBcc: alle@klinik.example';
  const to = { name: wicked, address: 'eva@klinik.example' };
  const transport = new SmtpTransport(server.settings);
  const attempt = await transport.send(
    'eins',
    letter({ to, subject: wicked, fromName: wicked }),
    AbortSignal.timeout(20_000),
  );
  expect(attempt).toEqual({ is: 'sent' });
  const { parsed, to: envelope } = await server.mailTo('eva@klinik.example');
  expect(envelope).toEqual(['eva@klinik.example']);
  expect(parsed.bcc).toBeUndefined();
});
