import { expect, it } from 'vitest';
import { BandwidthMeter } from '../../../web/src/media/bandwidth-meter.ts';

/** Twice a second, with so many kbit/s up in each second, all of which comes back three times. */
function measured(kbpsBySecond: readonly number[], lost = 0) {
  const meter = new BandwidthMeter();
  let sentBytes = 0;
  meter.add({ atMs: 0, sentBytes, receivedBytes: 0, lost });
  for (const [second, kbps] of kbpsBySecond.entries()) {
    for (const half of [0.5, 1]) {
      sentBytes += (kbps * 1_000) / 8 / 2;
      meter.add({ atMs: (second + half) * 1_000, sentBytes, receivedBytes: 3 * sentBytes, lost });
    }
  }
  return meter.bandwidth;
}

it('a line is worth what it has borne of late, not what a browser began with', () => {
  expect(measured([300, 300, 300])).toEqual({ up: 300, down: 900 });
  expect(measured([300, 330, 400, 500, 600, 600, 600])).toEqual({ up: 600, down: 1_800 });
});

it('neither a burst nor a breath is the line', () => {
  expect(measured([300, 300, 900, 0])).toEqual({ up: 400, down: 1_200 });
});

it('what was lost on the way did not go up', () => {
  expect(measured([600, 600, 600], 0.5)?.up).toBe(300);
});

it('what was counted for a moment says nothing', () => {
  expect(measured([])).toBeNull();
  expect(measured([5_000, 5_000])).toBeNull();
});
