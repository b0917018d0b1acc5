import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';

const UNITS_S = { d: 86_400, h: 3_600, m: 60, s: 1 };

interface Ends {
  /** The address of who comes. */
  readonly from: string;
  /** A backend. */
  readonly to: string;
}

/** The age of the oldest connection between each of these that haproxy's newest process has, in seconds; zero: there is none. */
export async function oldestSessions(haproxySocket: string, between: readonly Ends[]): Promise<readonly number[]> {
  const socket = createConnection(haproxySocket);
  socket.end('show sess\n');
  const lines = (await text(socket)).split('\n');
  return between.map(({ from, to }) => {
    const own = lines.filter((line) => line.includes(` src=${from}:`) && line.includes(` be=${to} `));
    return Math.max(0, ...own.map((line) => secondsOf(/ age=(\S+)/.exec(line)?.[1] ?? '')));
  });
}

/** As haproxy writes it: 1m5s. */
function secondsOf(age: string): number {
  return [...age.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS_S[unit as keyof typeof UNITS_S],
    0,
  );
}
