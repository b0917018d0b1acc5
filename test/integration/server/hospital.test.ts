import { expect, it, onTestFinished } from 'vitest';
import { eventually, RawSocket } from '../../helpers/clients/raw-client.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

it('a hospital behind one address comes in all at once, and a flood of idle connections keeps nobody out', async () => {
  const app = await startTestApp({ trustProxy: [] });
  const room = await app.createRoom({ maxParticipants: 500 });
  const idle: RawSocket[] = [];
  onTestFinished(() => {
    for (const client of idle) client.reset();
  });
  const openSome = async (count: number) => {
    for (let left = count; left > 0; left -= 100) {
      idle.push(...(await Promise.all(Array.from({ length: Math.min(100, left) }, () => RawSocket.open(app.url)))));
    }
  };
  // 200 browsers that open six each before they ask.
  await openSome(1_200);
  expect(idle.filter(({ socket }) => socket.destroyed)).toEqual([]);
  await openSome(800);
  await eventually(
    () => idle.filter(({ socket }) => socket.destroyed).length >= 500,
    () => 'the oldest are still there',
  );
  const client = await TestClient.connect(app.url);
  await client.join(room.id, 'Anna');
  client.disconnect();
});
