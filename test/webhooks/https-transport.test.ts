import { describe, expect, it } from 'vitest';
import { HttpsTransport } from '../../src/webhooks/https-transport.ts';
import { addressIn, publicTargets } from '../../src/webhooks/targets.ts';
import { answerWith, loopbackAlone, startReceiver } from './receiver.ts';

type Options = ConstructorParameters<typeof HttpsTransport>[0];

const OWN = ['198.51.100.7', '93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', 'fe80::1%eth0'];
const mayReach = publicTargets(() => OWN);
const send = (url: string, options: Partial<Options> = {}, signal = AbortSignal.timeout(20_000)) =>
  new HttpsTransport({ mayReach, ...options }).send({ url, headers: {}, body: '{}', signal });
const found =
  (...addresses: string[]): NonNullable<Options['lookup']> =>
  (_name, _options, tell) =>
    tell(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('nothing is sent to an address to which not everybody can send', () => {
  it.each([
    // As the URL standard spells them: decimal, hexadecimal, octal, short, full-width digits.
    ...['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '１２７.0.0.1', '10.0.0.8', '172.16.0.1'],
    ...['192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '192.0.2.1', '0.0.0.0', '255.255.255.255'],
    ...['224.0.0.1', '240.0.0.1', '192.88.99.1', '[::1]', '[::]', '[::127.0.0.1]', '[::ffff:127.0.0.1]'],
    ...['[::ffff:10.0.0.1]', '[::ffff:0:127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]', '[2002:7f00:1::]'],
    ...['[2001:0:1::]', '[fc00::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]', '[2001:db8::1]', '[4000::1]', '[100::1]'],
    // This server's own.
    ...['93.184.215.14', '[2606:2800:21f:cb07:6820:80da:af6b:8b2c]', '[::ffff:93.184.215.14]'],
  ])('%s', async (host) => {
    const url = `https://${host}/hook`;
    expect(await send(url)).toEqual({ is: 'unreached', failure: 'address-refused' });
    const address = addressIn(url);
    expect(address && mayReach(address)).toBe(false);
    // By a name it is the same.
    if (address !== null) {
      const named = await send('https://receiver.example/hook', { lookup: found(address) });
      expect(named).toEqual({ is: 'unreached', failure: 'address-refused' });
    }
  });

  it('and to others it is', () => {
    for (const address of ['8.8.8.8', '193.99.144.80', '2606:4700::1111']) {
      expect(mayReach(address), address).toBe(true);
    }
    for (const none of ['', 'localhost', '8.8.8', '8.8.8.8/8']) expect(mayReach(none), none).toBe(false);
  });
});

it('a name that leads here and elsewhere is refused, and what the name server says later leads nowhere', async () => {
  const receiver = await startReceiver();
  const url = `https://receiver.example:${receiver.port}/hook`;
  const trusted = { ca: receiver.ca, mayReach: loopbackAlone };
  expect(await send(url, { ...trusted, lookup: found('127.0.0.1', '10.0.0.1') })).toMatchObject({ is: 'unreached' });
  expect(receiver.connections).toBe(0);
  // First a good address, then a bad one: it is asked once, and what was seen is what is connected to.
  const answers = ['127.0.0.1', '169.254.169.254'];
  let asked = 0;
  const lookup: NonNullable<Options['lookup']> = (name, options, tell) => {
    asked += 1;
    found(answers.shift() ?? '169.254.169.254')(name, options, tell);
  };
  expect(await send(url, { ...trusted, lookup })).toEqual({ is: 'answered', status: 204 });
  expect(asked).toBe(1);
  expect(await send(url, { ...trusted, lookup })).toEqual({ is: 'unreached', failure: 'address-refused' });
  expect(receiver.received).toHaveLength(1);
});

it('a redirect is an answer like others, and is not followed', async () => {
  const receiver = await startReceiver();
  for (const status of [301, 302, 307, 308]) {
    receiver.answers.push(answerWith(status, { location: 'https://169.254.169.254/latest/meta-data' }));
    const sent = await send(receiver.url, { ca: receiver.ca, mayReach: loopbackAlone });
    expect(sent).toEqual({ is: 'answered', status });
  }
  expect(receiver.received).toHaveLength(4);
});

it('of an answer nothing is read but its status, however long it goes on', async () => {
  const receiver = await startReceiver();
  let closed: Promise<unknown> = Promise.resolve();
  receiver.answers.push((response) => {
    closed = new Promise((resolve) => response.on('close', resolve));
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  const forever = new AbortController().signal;
  const sent = await send(receiver.url, { ca: receiver.ca, mayReach: loopbackAlone }, forever);
  expect(sent).toEqual({ is: 'answered', status: 200 });
  await closed;
});

it('what goes wrong is told apart: certificate, name, silence, nobody there', async () => {
  const receiver = await startReceiver();
  const known = { ca: receiver.ca, mayReach: loopbackAlone };
  const failure = async (sent: ReturnType<typeof send>) => {
    const attempt = await sent;
    return attempt.is === 'unreached' ? attempt.failure : attempt.status;
  };
  expect(await failure(send(receiver.url, { mayReach: loopbackAlone }))).toBe('bad-certificate');
  const other = `https://other.example:${receiver.port}/`;
  expect(await failure(send(other, { ...known, lookup: found('127.0.0.1') }))).toBe('bad-certificate');
  const unknown = Object.assign(new Error('not there'), { code: 'ENOTFOUND' });
  const nowhere: NonNullable<Options['lookup']> = (_name, _options, tell) => tell(unknown, []);
  expect(await failure(send(other, { ...known, lookup: nowhere }))).toBe('no-such-name');
  expect(await failure(send('https://127.0.0.1:1/', known))).toBe('not-reached');
  const deadline = new AbortController();
  receiver.answers.push(() => deadline.abort());
  expect(await failure(send(receiver.url, known, deadline.signal))).toBe('silent');
  expect(await failure(send(`http://127.0.0.1:${receiver.port}/`, known))).toBe('address-refused');
});
