import pino from 'pino';
import { expect, it } from 'vitest';
import { LastErrors } from '../../src/monitoring/last-errors.ts';
import { AppError } from '../../src/platform/errors.ts';

function setUp() {
  const errors = new LastErrors();
  const lines: string[] = [];
  const log = pino({ hooks: errors.hooks }, { write: (line: string) => void lines.push(line) });
  return { errors, lines, log };
}

it('an error that went to the log with an id is remembered by that, without what it is about', () => {
  const { errors, lines, log } = setUp();
  const err = Object.assign(new Error('the room of Erika Muster at 192.0.2.7'), { code: 'SQLITE_FULL' });
  log.error({ err, errorId: 'an-id', room: 'Vorstand' }, 'failed in the background');
  log.child({ part: 'sfu' }).error({ err: new AppError('INTERNAL'), errorId: 'other' }, 'request failed');
  log.error({ err: Object.assign(new Error(), { code: 'Erika' }), errorId: 'third' }, 'closing failed');
  log.info('nothing to remember');
  expect(lines).toHaveLength(4);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ errorId: 'an-id', room: 'Vorstand' });
  const at = expect.any(Number);
  expect(errors.all).toEqual([
    { errorId: 'an-id', at, what: 'failed in the background', code: 'SQLITE_FULL' },
    { errorId: 'other', at, what: 'request failed', code: 'INTERNAL' },
    { errorId: 'third', at, what: 'closing failed', code: null },
  ]);
});

it('of many errors the last are remembered', () => {
  const { errors, log } = setUp();
  for (let index = 0; index < 1_000; index += 1) log.error({ errorId: `${index}` }, 'failed');
  expect(errors.all.map(({ errorId }) => errorId)).toEqual(Array.from({ length: 20 }, (_, index) => `${980 + index}`));
});
