import { expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../src/protocol/index.ts';
import { AnswerBooks } from '../../src/signaling/answer-book.ts';
import { REPEATING } from '../../src/signaling/repeating.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Says which time it is, and as much beside it as is asked for. */
function teller() {
  let times = 0;
  return (length = 0) =>
    async () => {
      times += 1;
      return { times, text: 'x'.repeat(length) };
    };
}

it('an answer is remembered by command and id, and nothing of commands that may as well be done again', async () => {
  for (const command of COMMAND_NAMES) {
    const book = new AnswerBooks().begin();
    const tell = teller();
    const [first, second] = [await book.answer(command, 'id', tell()), await book.answer(command, 'id', tell())];
    expect(second === first, command).toBe(REPEATING[command] === 'once');
  }
  const again = COMMAND_NAMES.filter((command) => REPEATING[command] === 'again');
  expect(new Set(again)).toEqual(
    new Set([
      'console:attend',
      'text:type',
      'attendance:list',
      'transport:report',
      'upload:report',
      'lines:read',
      'noise:report',
      'portrait:read',
      'turn:renew',
      'media:view',
      'consumer:resume',
    ]),
  );
  const book = new AnswerBooks().begin();
  const tell = teller();
  const first = await book.answer('hand:raise', 'id', tell());
  expect(await book.answer('hand:lower', 'id', tell())).not.toBe(first);
});

it('what comes often and is not remembered pushes nothing out', async () => {
  const books = new AnswerBooks();
  const book = books.begin();
  const tell = teller();
  const first = await book.answer('chat:send', 'id', tell());
  const { bytes } = books;
  for (let line = 0; line < 1_000; line += 1) await book.answer('text:type', `line ${line}`, tell(KIB));
  expect(books.bytes).toBe(bytes);
  expect(await book.answer('chat:send', 'id', tell())).toBe(first);
});

it("one stay's answers are bounded by size, the oldest go first, and none is larger than all may be", async () => {
  const books = new AnswerBooks();
  const book = books.begin();
  const tell = teller();
  for (let count = 0; count < 1_000; count += 1) await book.answer('chat:send', `small ${count}`, tell());
  expect(books.bytes).toBeLessThan(64 * KIB);
  const latest = await book.answer('chat:send', 'latest', tell());
  for (let count = 0; count < 20; count += 1) await book.answer('poll:open', `large ${count}`, tell(10 * KIB));
  expect(books.bytes).toBeLessThanOrEqual(64 * KIB);
  expect(await book.answer('chat:send', 'latest', tell())).not.toBe(latest);
  const large = await book.answer('poll:open', 'large 19', tell());
  await book.answer('room:join', 'huge', tell(MIB));
  expect(await book.answer('poll:open', 'large 19', tell())).toBe(large);
});

it('all stays together are bounded as well, and who answered last is remembered', async () => {
  const books = new AnswerBooks<object>();
  const tell = teller();
  const owners = Array.from({ length: 400 }, () => ({}));
  for (const owner of owners) await books.of(owner).answer('poll:open', 'id', tell(60 * KIB));
  expect(books.bytes).toBeGreaterThan(15 * MIB);
  expect(books.bytes).toBeLessThanOrEqual(16 * MIB);
  const { bytes } = books;
  await books.of(owners.at(-1) ?? {}).answer('poll:open', 'id', tell(60 * KIB));
  expect(books.bytes).toBe(bytes);
});

it('commands under way are bounded too, and a refusal leaves nothing behind', async () => {
  const books = new AnswerBooks();
  const book = books.begin();
  const { promise, reject } = Promise.withResolvers<object>();
  const answers = Array.from({ length: 500 }, (_, count) => book.answer('room:lock', `id ${count}`, () => promise));
  expect(books.bytes).toBeLessThanOrEqual(64 * KIB);
  reject(new Error('refused'));
  await Promise.allSettled(answers);
  expect(books.bytes).toBe(0);
});
