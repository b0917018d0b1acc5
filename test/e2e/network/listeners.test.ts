import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { listenersOf } from '../support/server/listeners.ts';
import { startServerProcess } from '../support/server/server-process.ts';

it('nothing listens but the declared ports, also while people meet', async () => {
  const [port, mediaPort] = [await freePort(), await freePort()];
  const server = await startServerProcess({
    PORT: String(port),
    HOST: '127.0.0.1',
    MEDIA_PORT: String(mediaPort),
    MEDIA_HOST: '127.0.0.1',
    WORKERS: '2',
    LOG_LEVEL: 'error',
  });
  const declared = [
    `tcp 127.0.0.1:${port}`,
    ...[mediaPort, mediaPort + 1].flatMap((each) => [`tcp 127.0.0.1:${each}`, `udp 127.0.0.1:${each}`]),
  ].sort();
  expect(listenersOf(server.pid)).toEqual(declared);

  const anna = await Person.join(server.moderatorLink, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(server.moderatorLink, 'Bernd', { pattern: BLUE_YELLOW });
  await anna.expectToSee(bernd);
  await bernd.expectToHear(anna);
  expect(listenersOf(server.pid)).toEqual(declared);
});
