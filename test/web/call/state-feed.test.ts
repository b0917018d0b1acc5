import { expect, test } from 'vitest';
import { StateFeed } from '../../../web/src/call/state-feed.ts';

test('what was told before anybody listened is heard by all who begin in the same moment, and by nobody later', async () => {
  const feed = new StateFeed<null, string>(null);
  feed.notice('somebody waits');
  const heard: string[] = [];
  feed.onNotice((notice) => heard.push(`notifier: ${notice}`));
  feed.onNotice((notice) => heard.push(`board: ${notice}`));
  await Promise.resolve();
  feed.onNotice((notice) => heard.push(`late: ${notice}`));
  expect(heard).toEqual(['notifier: somebody waits', 'board: somebody waits']);
  feed.notice('another');
  expect(heard.slice(2)).toEqual(['notifier: another', 'board: another', 'late: another']);
});
