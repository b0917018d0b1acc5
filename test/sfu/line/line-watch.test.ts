import { EventEmitter } from 'node:events';
import type { WebRtcTransport } from 'mediasoup/types';
import { describe, expect, it } from 'vitest';
import { LineWatch } from '../../../src/sfu/line/line-watch.ts';

/** A transport of which only what has arrived is known. */
class FakeTransport extends EventEmitter {
  received = 100;
  sent = 100;
  closed = false;
  /** When set, the worker gives no answer. */
  isHanging = false;

  getStats() {
    return this.isHanging
      ? new Promise<never>(() => {})
      : Promise.resolve([{ bytesReceived: this.received, rtpBytesSent: this.sent }]);
  }
}

function aLine({ isSending = true } = {}) {
  const [send, receive] = [new FakeTransport(), new FakeTransport()];
  const told: boolean[] = [];
  const line = { isSending };
  const watch = new LineWatch({
    send: send as unknown as WebRtcTransport,
    receive: receive as unknown as WebRtcTransport,
    isSending: () => line.isSending,
    changed: (isBroken) => told.push(isBroken),
  });
  watch.begin();
  /** One letter a check: s and r arrive on the way out and in, a dot is silence; nothing is sent to them at a hyphen. */
  const check = async (pattern: string) => {
    for (const letter of pattern) {
      if (letter === 's') send.received += 50;
      if (letter === 'r') receive.received += 50;
      if (letter !== '-') receive.sent += 50;
      await watch.check();
    }
  };
  return { watch, send, receive, line, told, check };
}

describe('the line of somebody who sends', () => {
  it('is broken after three checks without a byte, once, and good again after two with some', async () => {
    const { told, check } = aLine();
    await check('sssss..');
    expect(told).toEqual([]);
    await check('.');
    expect(told).toEqual([true]);
    await check('.....');
    await check('s.');
    expect(told).toEqual([true]);
    await check('ss');
    expect(told).toEqual([true, false]);
  });

  it('stays good over hiccups of two checks, however many', async () => {
    const { told, check } = aLine();
    await check('sss..s..s..s..s..ss');
    expect(told).toEqual([]);
  });

  it('is good while anything arrives on either way', async () => {
    const { told, check } = aLine();
    await check('sss.rrrrrrrr');
    expect(told).toEqual([]);
  });

  it('what once arrived on the other way does not count when it is looked at later', async () => {
    const { receive, told, check } = aLine();
    await check('sss');
    receive.received += 10_000;
    await check('...');
    expect(told).toEqual([true]);
  });

  it('is given more time for its first byte', async () => {
    const { told, check } = aLine();
    await check('.........');
    expect(told).toEqual([]);
    await check('..');
    expect(told).toEqual([true]);
  });
});

describe('the line of somebody who sends nothing', () => {
  it('is watched as closely when they are heard of often', async () => {
    const { told, check } = aLine({ isSending: false });
    await check('r.r..r.r..r.r..r.r..r.r...');
    expect(told).toEqual([true]);
  });

  it('is given time when their browser is heard of rarely', async () => {
    const { told, check } = aLine({ isSending: false });
    await check('r....r.....r....r.....r....r.....r.......');
    expect(told).toEqual([]);
    await check('.');
    expect(told).toEqual([true]);
  });

  it('is good again when their browser is heard of twice, as rarely as it speaks by then', async () => {
    const { told, check } = aLine({ isSending: false });
    await check('rrrrrrrrrrrrrrrrrrrrrr...');
    expect(told).toEqual([true]);
    await check('r....');
    expect(told).toEqual([true]);
    await check('r');
    expect(told).toEqual([true, false]);
    await check('.....r......r');
    expect(told).toEqual([true, false]);
  });

  it('is good while they say so themselves, which nobody can who sends', async () => {
    const listener = aLine({ isSending: false });
    await listener.check('rrrrrrrrrrrrrrrrrrrrrr..');
    listener.watch.vouched();
    await listener.check('..');
    expect(listener.told).toEqual([]);
    await listener.check('.');
    listener.watch.vouched();
    expect(listener.told).toEqual([true, false]);
    const sender = aLine();
    await sender.check('ssss...');
    sender.watch.vouched();
    expect(sender.told).toEqual([true]);
  });

  it('is not judged while nothing is sent to them either', async () => {
    const { told, check } = aLine({ isSending: false });
    await check('rrrrrrrrrrrrrrrrrrrrrr--------------------');
    expect(told).toEqual([]);
    await check('...');
    expect(told).toEqual([true]);
  });

  it('is good again when their browser comes back to an idle meeting', async () => {
    const { receive, told, check } = aLine({ isSending: false });
    await check('rrrrrrrrrrrrrrrrrrrrrr...-----');
    expect(told).toEqual([true]);
    receive.emit('icestatechange', 'disconnected');
    expect(told).toEqual([true]);
    receive.emit('icestatechange', 'connected');
    expect(told).toEqual([true, false]);
    await check('...');
    receive.emit('iceselectedtuplechange', {});
    expect(told).toEqual([true, false, true, false]);
  });

  it('is watched closely from the moment in which they send', async () => {
    const { line, told, check } = aLine({ isSending: false });
    await check('r....r.....r..');
    line.isSending = true;
    await check('.');
    expect(told).toEqual([true]);
  });
});

it('nothing is said before the client has begun to connect', async () => {
  const told: boolean[] = [];
  const [send, receive] = [new FakeTransport(), new FakeTransport()];
  const watch = new LineWatch({
    send: send as unknown as WebRtcTransport,
    receive: receive as unknown as WebRtcTransport,
    isSending: () => true,
    changed: (isBroken) => told.push(isBroken),
  });
  for (let check = 0; check < 30; check += 1) await watch.check();
  expect(told).toEqual([]);
});

it('a worker that hangs breaks nobody’s line', async () => {
  const { send, told, check } = aLine();
  await check('sss');
  send.isHanging = true;
  const asked = check('.');
  await check('..........');
  expect(told).toEqual([]);
  await Promise.race([asked, Promise.resolve()]);
});
