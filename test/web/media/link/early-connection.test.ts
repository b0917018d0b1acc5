import type { types } from 'mediasoup-client';
import { expect, it } from 'vitest';
import { connectingAtOnce } from '../../../../web/src/media/link/early-connection.ts';

const TRANSPORT_CC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

const CAPABILITIES: types.RtpCapabilities = {
  codecs: [
    { kind: 'audio', mimeType: 'audio/opus', preferredPayloadType: 100, clockRate: 48_000, channels: 2 },
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 101,
      clockRate: 90_000,
      rtcpFeedback: [{ type: 'goog-remb' }, { type: 'transport-cc' }],
    },
  ],
  headerExtensions: [
    { kind: 'audio', uri: TRANSPORT_CC, preferredId: 5 },
    { kind: 'video', uri: TRANSPORT_CC, preferredId: 5 },
  ],
};

/** What a browser's connection is asked to receive, one agreement after the other. */
class Browser {
  readonly agreed: (readonly types.HandlerReceiveOptions[])[] = [];
  readonly #fails: boolean;

  constructor({ failsAtFirst = false } = {}) {
    this.#fails = failsAtFirst;
  }

  open(direction: 'send' | 'recv', capabilities = CAPABILITIES): types.HandlerInterface {
    const receive = async (wanted: types.HandlerReceiveOptions[]) => {
      this.agreed.push(wanted);
      if (this.#fails && this.agreed.length === 1) throw new Error('closed');
      return wanted.map(({ trackId }) => ({ localId: trackId, track: {} as MediaStreamTrack }));
    };
    const restartIce = async () => void this.agreed.push([wanted('restart')]);
    const factory = { name: 'Browser', factory: () => ({ receive, restartIce }) } as unknown as types.HandlerFactory;
    const options = { direction } as types.HandlerOptions;
    return connectingAtOnce(factory, () => capabilities).factory(options);
  }

  get names(): readonly string[] {
    return this.agreed.map((wanted) => wanted.map(({ trackId }) => trackId).join(' '));
  }
}

function wanted(trackId: string): types.HandlerReceiveOptions {
  return { trackId, kind: 'video', rtpParameters: { codecs: [] } };
}

it('connects before anything is received, and not before its transport can be listened to', async () => {
  const browser = new Browser();
  browser.open('recv');
  expect(browser.names).toEqual([]);
  await expect.poll(() => browser.names).toEqual(['probator']);
});

it('feels the line as with the first picture: in the codec of cameras, with the arrival of each packet told', async () => {
  const browser = new Browser();
  browser.open('recv');
  await expect.poll(() => browser.agreed.length).toBe(1);
  expect(browser.agreed[0]?.[0]?.rtpParameters).toMatchObject({
    mid: 'probator',
    codecs: [{ mimeType: 'video/VP8', clockRate: 90_000, rtcpFeedback: [{ type: 'transport-cc' }] }],
    headerExtensions: [{ uri: TRANSPORT_CC, id: 5 }],
  });
});

it('agrees on the probator once, and on what is received after it', async () => {
  const browser = new Browser();
  const handler = browser.open('recv');
  const received = await handler.receive([wanted('camera')]);
  const [probator] = await handler.receive([wanted('probator')]);
  expect(received.map(({ localId }) => localId)).toEqual(['camera']);
  expect(probator?.localId).toBe('probator');
  expect(browser.names).toEqual(['probator', 'camera']);
});

it('begins no restart of ICE in the middle of that agreement', async () => {
  const browser = new Browser();
  await browser.open('recv').restartIce({ usernameFragment: 'server', password: 'anew' });
  expect(browser.names).toEqual(['probator', 'restart']);
});

it('receives as ever where connecting at once has failed', async () => {
  const browser = new Browser({ failsAtFirst: true });
  const handler = browser.open('recv');
  await handler.receive([wanted('camera')]);
  await handler.receive([wanted('probator')]);
  expect(browser.names).toEqual(['probator', 'camera', 'probator']);
});

it.each<[of: string, direction: 'send' | 'recv', capabilities: types.RtpCapabilities]>([
  ['what is sent', 'send', CAPABILITIES],
  ['a browser without pictures', 'recv', { codecs: [] }],
])('leaves %s as it is', async (_of, direction, capabilities) => {
  const browser = new Browser();
  const handler = browser.open(direction, capabilities);
  await handler.receive([wanted('first')]);
  expect(browser.names).toEqual(['first']);
});
