import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { turnAccessFor } from '../../src/auth/index.ts';
import { TURN_SERVER } from '../helpers/meetings/rooms.ts';

const NOW_S = 1_800_000_000;

beforeEach(() => void vi.useFakeTimers({ now: NOW_S * 1_000 }));
afterEach(() => void vi.useRealTimers());

it('whoever takes part gets credentials for the TURN server that are theirs alone and good for minutes', () => {
  const access = turnAccessFor(TURN_SERVER, { lifetimeMs: 300_000 });
  const anna = access('anna');
  const [server] = anna?.iceServers ?? [];
  expect(anna?.validForMs).toBe(300_000);
  expect(server).toMatchObject({ urls: TURN_SERVER.urls, username: `${NOW_S + 300}:anna` });
  const expected = createHmac('sha1', TURN_SERVER.secret)
    .update(`${NOW_S + 300}:anna`)
    .digest('base64');
  expect(server?.credential).toBe(expected);
  expect(access('bert')?.iceServers[0]?.credential).not.toBe(expected);
});

it('without a TURN server nobody is told of one', () => {
  expect(turnAccessFor(null)('anna')).toBeNull();
});
