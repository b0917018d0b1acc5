import { expect, it } from 'vitest';
import { type CameraStep, UploadGuard, type UploadReading } from '../../../../web/src/call/line/upload-guard.ts';

const GOOD: UploadReading = { estimate: 2_000_000, loss: 0, roundTripMs: 30 };

function aGuard() {
  const guard = new UploadGuard();
  const read = (reading: Partial<UploadReading>, times: number): CameraStep => {
    for (let time = 0; time < times; time += 1) guard.read({ ...GOOD, ...reading });
    return guard.step;
  };
  /** How many good readings it takes to the next step up. */
  const readingsUntilRaised = (): number => {
    const before = guard.step;
    let readings = 0;
    while (guard.step === before && readings < 1_000) {
      guard.read(GOOD);
      readings += 1;
    }
    return readings;
  };
  return { guard, read, readingsUntilRaised };
}

it('what the way up does not bear goes in this order: the large layers, then frames, then the picture', () => {
  const { guard, read } = aGuard();
  read({}, 20);
  expect([guard.step, guard.upload]).toEqual(['full', 'good']);
  read({ estimate: 200_000 }, 3);
  expect([guard.step, guard.upload]).toEqual(['small', 'good']);
  read({ estimate: 100_000 }, 3);
  expect([guard.step, guard.upload]).toEqual(['slow', 'weak']);
  read({ estimate: 60_000 }, 3);
  expect([guard.step, guard.upload]).toEqual(['none', 'held']);
});

it('a way that bears a voice alone has no picture at once', () => {
  const { read } = aGuard();
  read({}, 20);
  expect(read({ estimate: 45_000 }, 3)).toBe('none');
});

it('a hiccup takes nothing away', () => {
  const { read } = aGuard();
  read({}, 20);
  for (let times = 0; times < 10; times += 1) {
    read({ estimate: 50_000, loss: 0.5 }, 2);
    expect(read({}, 1)).toBe('full');
  }
});

it('in the beginning the estimate may climb, but not at the cost of the voice', () => {
  expect(aGuard().read({ estimate: 60_000 }, 9)).toBe('full');
  const { read } = aGuard();
  expect(read({ estimate: 60_000, loss: 0.3 }, 3)).toBe('small');
  expect(read({ estimate: 60_000, loss: 0.3 }, 3)).toBe('slow');
  expect(read({ estimate: 60_000, loss: 0.3 }, 3)).toBe('none');
});

it.each<[string, Partial<UploadReading>]>([
  ['what is lost', { loss: 0.3 }],
  ['a queue that stands', { roundTripMs: 4_000 }],
])('in a browser without an estimate %s tells the same', (_, sign) => {
  const { read } = aGuard();
  expect(read({ estimate: null }, 30)).toBe('full');
  expect(read({ estimate: null, ...sign }, 12)).toBe('none');
});

it('one answer that is late takes nothing away, however long it is the last', () => {
  const { read } = aGuard();
  read({ estimate: null }, 20);
  read({ estimate: null, roundTripMs: 4_000 }, 1);
  for (let time = 0; time < 9; time += 1) expect(read({ estimate: null, roundTripMs: null }, 1)).toBe('full');
  read({ estimate: null, roundTripMs: 4_000 }, 1);
  expect(read({ estimate: null, roundTripMs: null }, 3)).toBe('small');
  // What is smaller has to show in new answers.
  expect(read({ estimate: null, roundTripMs: null }, 5)).toBe('small');
});

it('some loss is left to error correction, and a far country is no queue', () => {
  const { read } = aGuard();
  expect(read({ loss: 0.1, roundTripMs: 700 }, 100)).toBe('full');
});

it('it comes back step by step, each when the one before has proved to be borne', () => {
  const { guard, read, readingsUntilRaised } = aGuard();
  read({}, 20);
  read({ estimate: 45_000 }, 3);
  const waits = [readingsUntilRaised()];
  expect(guard.step).toBe('slow');
  waits.push(readingsUntilRaised());
  expect(guard.step).toBe('small');
  waits.push(readingsUntilRaised());
  expect(guard.step).toBe('full');
  for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(12);
});

it('an estimate that is still that of the voice alone sends no picture back that has only begun', () => {
  const { read, readingsUntilRaised } = aGuard();
  read({}, 20);
  read({ estimate: 45_000 }, 3);
  readingsUntilRaised();
  expect(read({ estimate: 45_000 }, 9)).toBe('slow');
  expect(read({ estimate: 120_000 }, 20)).not.toBe('none');
});

it('each return that was too early makes the next one wait longer, up to a minute and a half; a good way is forgiven', () => {
  const { guard, read, readingsUntilRaised } = aGuard();
  read({}, 20);
  read({ estimate: 45_000 }, 3);
  const waits: number[] = [];
  for (let relapse = 0; relapse < 5; relapse += 1) {
    waits.push(readingsUntilRaised());
    read({ loss: 0.4 }, 3);
    expect(guard.step).toBe('none');
  }
  expect(waits).toEqual([12, 24, 48, 96, 96]);
  for (const _ of ['slow', 'small', 'full']) readingsUntilRaised();
  expect(read({}, 20)).toBe('full');
  read({ estimate: 45_000 }, 3);
  expect(readingsUntilRaised()).toBe(12);
});

it('while the voice itself is lost nothing is tried', () => {
  const { read } = aGuard();
  read({ loss: 0.4 }, 9);
  for (let time = 0; time < 200; time += 1) expect(read({ loss: 0.4 }, 1)).toBe('none');
});

it('somebody who does not want to wait tries it now, and only what is off', () => {
  const { guard, read } = aGuard();
  guard.tryNow();
  expect(guard.step).toBe('full');
  read({ loss: 0.4 }, 9);
  guard.tryNow();
  expect(guard.step).toBe('slow');
  guard.tryNow();
  expect(guard.step).toBe('slow');
});

it('whoever is on the brink is told so once, however often more is tried, and that it is good when that has held', () => {
  const { guard, read, readingsUntilRaised } = aGuard();
  read({}, 20);
  read({ estimate: 100_000 }, 3);
  const told = new Set<string>();
  for (let relapse = 0; relapse < 3; relapse += 1) {
    readingsUntilRaised();
    told.add(guard.upload);
    read({ loss: 0.4 }, 3);
    told.add(guard.upload);
  }
  expect([...told]).toEqual(['weak']);
  readingsUntilRaised();
  expect([guard.step, guard.upload]).toEqual(['small', 'weak']);
  read({}, 13);
  expect(guard.upload).toBe('good');
});

it('where only the smallest picture is asked for, an estimate that goes no higher than that is no weak way', () => {
  const { guard, read } = aGuard();
  read({ isLeastWanted: true }, 20);
  // Half above a voice and the smallest picture, after a hiccup.
  expect(read({ isLeastWanted: true, estimate: 240_000, sent: 160_000 }, 200)).toBe('full');
  // A still picture and nobody who speaks.
  expect(read({ isLeastWanted: true, estimate: 70_000, sent: 45_000 }, 200)).toBe('full');
  expect(guard.upload).toBe('good');
});

it('what it takes to climb after a hiccup is waited for there; a way that is filled by less is weak all the same', () => {
  const { guard, read } = aGuard();
  read({ isLeastWanted: true }, 20);
  for (let times = 0; times < 5; times += 1) {
    expect(read({ isLeastWanted: true, estimate: 95_000, sent: 95_000 }, 10)).toBe('full');
    read({ isLeastWanted: true, estimate: 180_000, sent: 150_000 }, 1);
  }
  expect(read({ isLeastWanted: true, estimate: 100_000, sent: 95_000 }, 15)).toBe('slow');
  expect(guard.upload).toBe('weak');
});

it('what is lost tells the same there, as soon as anywhere', () => {
  const { read } = aGuard();
  read({ isLeastWanted: true }, 20);
  expect(read({ isLeastWanted: true, loss: 0.3 }, 9)).toBe('none');
});

it('as soon as somebody is shown more the estimate may climb, and then has to bear it', () => {
  const { read } = aGuard();
  read({ isLeastWanted: true }, 20);
  read({ isLeastWanted: true, estimate: 200_000, sent: 150_000 }, 20);
  expect(read({ estimate: 200_000, sent: 190_000 }, 9)).toBe('full');
  expect(read({ estimate: 200_000, sent: 190_000 }, 6)).toBe('small');
});
