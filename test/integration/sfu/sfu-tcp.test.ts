import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openTestRoom, startSfu } from '../../helpers/meetings/sfu.ts';
import { bindingRequest } from '../../helpers/webrtc-client/wire/stun.ts';

/** The official worker keeps them for ever; see scripts/worker/source-changes.json. */
const isOurBuild = /-built-/.test(process.env.MEDIASOUP_WORKER_BIN ?? '');
/** A silent connection may stay for 10 s, and goes with the next that comes. */
const GONE = { timeout: 25_000, interval: 1_000 };

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

it.runIf(isOurBuild)(
  'a TCP connection to the media port that never proves who it is does not stay; one that has proven it does',
  async () => {
    const { sfu } = await startSfu();
    const { room } = await openTestRoom(sfu);
    const session = await room.openSession('anna', {
      consumerChanged: () => {},
      consumerClosed: () => {},
      lineChanged: () => {},
      screenCodecsChanged: () => {},
      layersWanted: () => {},
    });
    const [port = 0] = sfu.addresses.ports;
    const [silent, rude, honest] = [await dial(port), await dial(port), await dial(port)];
    // Most of a frame, and never the rest.
    rude.write(Buffer.concat([Buffer.from([0xff, 0xff]), Buffer.alloc(60_000)]));
    const check = bindingRequest({
      remote: session.options.send.iceParameters,
      tieBreaker: randomBytes(8),
    });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(check.length);
    const answer = once(honest, 'data');
    honest.write(Buffer.concat([length, check]));
    await answer;

    await vi.waitFor(async () => {
      (await dial(port)).destroy();
      expect([silent.closed, rude.closed]).toEqual([true, true]);
    }, GONE);
    expect(honest.closed).toBe(false);
  },
);
