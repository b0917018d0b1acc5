import { afterEach, expect, test, vi } from 'vitest';
import { treatEach } from '../../../../../web/src/media/picture/worker/treat-each.ts';

afterEach(() => void vi.useRealTimers());

class Frame {
  isClosed = false;
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
  close(): void {
    this.isClosed = true;
  }
}

/** A camera, and somebody who takes what comes out; each frame that was ever there is in `all`. */
function lay({
  takes = () => {},
  takesCopies = false,
}: {
  takes?: (frame: Frame) => void;
  takesCopies?: boolean;
} = {}) {
  const all: Frame[] = [];
  const out: number[] = [];
  const scope = new AbortController();
  let camera: ReadableStreamDefaultController<Frame> | undefined;
  let isCancelled = false;
  const made = (number: number) => {
    const frame = new Frame(number);
    all.push(frame);
    return frame;
  };
  const streams = {
    readable: new ReadableStream<Frame>({
      start: (controller) => {
        camera = controller;
      },
      cancel: () => {
        isCancelled = true;
      },
    }),
    writable: new WritableStream<Frame>({
      write: (frame) => {
        takes(frame);
        out.push(frame.number);
        if (!takesCopies) frame.close();
      },
    }),
  };
  const begin = (treat: (frame: Frame) => Frame | null = ({ number }) => made(10 * number)) =>
    treatEach(streams, { treat, sent: () => {}, signal: scope.signal });
  return {
    all,
    out,
    begin,
    show: (number: number) => camera?.enqueue(made(number)),
    endCamera: () => camera?.close(),
    stop: () => scope.abort(),
    isCancelled: () => isCancelled,
  };
}

test('every frame goes out treated, those of which nothing may be shown do not, and all are closed', async () => {
  const way = lay();
  for (const number of [1, 2, 3]) way.show(number);
  way.endCamera();
  await way.begin(({ number }) => (number === 2 ? null : new Frame(10 * number)));
  expect(way.out).toEqual([10, 30]);
  expect(way.all.filter(({ isClosed }) => !isClosed)).toEqual([]);
});

test('frames that are taken as copies, as the first ones are on their way to the page, are closed as well', async () => {
  const way = lay({ takesCopies: true });
  way.show(1);
  way.endCamera();
  await way.begin();
  expect(way.out).toEqual([10]);
  expect(way.all.filter(({ isClosed }) => !isClosed)).toEqual([]);
});

test('what is stopped shows nothing more and closes what is still on its way, until the camera has ended', async () => {
  const way = lay({ takes: () => way.stop() });
  for (const number of [1, 2]) way.show(number);
  const ended = way.begin();
  await vi.waitFor(() => expect(way.out).toEqual([10]));
  way.show(3);
  way.endCamera();
  await ended;
  expect(way.out).toEqual([10]);
  expect(way.all.filter(({ isClosed }) => !isClosed)).toEqual([]);
});

test('a camera that does not end is let go of', async () => {
  vi.useFakeTimers();
  const way = lay({ takes: () => way.stop() });
  way.show(1);
  const ended = way.begin();
  await vi.advanceTimersByTimeAsync(2_000);
  await ended;
  expect(way.isCancelled()).toBe(true);
  expect(way.all.filter(({ isClosed }) => !isClosed)).toEqual([]);
});

test('when nobody takes it any more nothing is treated, and the frame that was on its way is closed', async () => {
  const way = lay({
    takes: () => {
      throw new Error('the track has ended');
    },
  });
  for (const number of [1, 2]) way.show(number);
  way.endCamera();
  await way.begin();
  expect(way.all.map(({ isClosed }) => isClosed)).toEqual([true, true, true]);
});

test('what is stopped before it has begun shows nothing', async () => {
  const way = lay();
  way.show(1);
  way.stop();
  way.endCamera();
  await way.begin();
  expect(way.out).toEqual([]);
  expect(way.all.map(({ isClosed }) => isClosed)).toEqual([true]);
});
