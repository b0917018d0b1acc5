import { expect, it } from 'vitest';
import { tempDir } from '../../helpers/temp-dir.ts';
import { callCli } from '../run-cli.ts';

async function setUp() {
  const dataDir = tempDir();
  const cli = (...args: string[]) => callCli(args, { dataDir });
  await cli('room', 'create', 'Vorstand');
  const weekly = ['--start', '2098-12-04T18:00', '--minutes', '90', '--weekly', '--until', '2098-12-25'];
  const create = (...more: string[]) => cli('reservation', 'create', 'Vorstand', '--seats', '60', ...more);
  const made = async () => {
    const { out } = await create(...weekly, '--json');
    return JSON.parse(out).reservation as { id: string; dates: readonly object[] };
  };
  return { cli, create, made, weekly };
}

it('a room is reserved each week, and the holidays on its dates are named', async () => {
  const { cli, made } = await setUp();
  const { id, dates } = await made();
  expect(dates).toHaveLength(4);
  const shown = await cli('reservation', 'show', id);
  expect(shown.out).toContain('1. Weihnachtstag');
  expect(shown.out).toContain('2098-12-04 18:00');
  const listed = await cli('reservation', 'list');
  expect(listed.out).toContain(id);
  expect(listed.out).toContain('Seats that may be reserved at once: 100 (as CAPACITY_SEATS says)');
});

it('one date is moved and one called off, then all of it, and it is deleted', async () => {
  const { cli, made } = await setUp();
  const { id } = await made();
  const moved = await cli('reservation', 'move', id, '2098-12-11T18:00', '--to', '2098-12-12T10:00');
  expect(moved.out).toContain('moved to 2098-12-12 10:00');
  await cli('reservation', 'cancel', id, '--date', '2098-12-18T18:00', '--yes');
  const view = JSON.parse((await cli('reservation', 'show', id, '--json')).out).reservation;
  expect(view.dates.map(({ state }: { state: string }) => state)).toEqual(['planned', 'moved', 'cancelled', 'planned']);
  const off = await cli('reservation', 'cancel', id, '--yes', '--json');
  expect(JSON.parse(off.out).reservation.isCancelled).toBe(true);
  expect((await cli('reservation', 'delete', id, '--yes')).code).toBe(0);
  expect((await cli('reservation', 'show', id)).code).toBe(2);
});

it('what cannot be had is refused in a sentence that says what is free instead', async () => {
  const { cli, create, made } = await setUp();
  await made();
  await cli('room', 'create', 'Ausschuss');
  const wish = ['--seats', '41', '--minutes', '90', '--start', '2098-12-11T18:00'];
  const full = await cli('reservation', 'create', 'Ausschuss', ...wish);
  expect(full.code).toBe(2);
  expect(full.err).toContain('40 are left. Free: 2098-12-11 20:00');
  const double = await create('--minutes', '30', '--start', '2098-12-11T18:30');
  expect(double.err).toContain('reserved at this time already');
});

it.each([
  ['a rule without an end', ['--rule', 'FREQ=WEEKLY'], '--rule must be'],
  ['weeks without an end', ['--weekly'], '--until'],
  ['a zone that is none', ['--zone', '+01:00'], '--zone must be'],
  ['a start beside the rule', ['--rule', 'FREQ=WEEKLY;BYDAY=SU;COUNT=2'], 'first date'],
])('%s is refused, and nothing is reserved', async (_, more, sentence) => {
  const { cli, create } = await setUp();
  const { code, err } = await create('--start', '2098-12-04T18:00', '--minutes', '90', ...more);
  expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  expect(JSON.parse((await cli('reservation', 'list', '--json')).out).reservations).toEqual([]);
});

it('a reservation is changed as a whole, ends by its last day, and what can be undone is said to be so', async () => {
  const { cli, made } = await setUp();
  const { id } = await made();
  const read = async () => JSON.parse((await cli('reservation', 'show', id, '--json')).out).reservation;
  const update = (...more: string[]) => cli('reservation', 'update', id, ...more);
  expect((await update('--minutes', '120', '--seats', '70', '--title', 'Sitzung')).out).toContain('Changed.');
  expect(await read()).toMatchObject({
    title: 'Sitzung',
    seats: 70,
    series: { minutes: 120 },
    dates: [{}, {}, {}, {}],
  });
  expect((await update('--title', '', '--weekly', '--until', '2098-12-18')).code).toBe(0);
  expect(await read()).toMatchObject({ title: null, seats: 70, dates: [{}, {}, {}] });
  expect((await cli('reservation', 'show', id)).out).toMatch(/Reminder +one day before/);
  expect((await update('--reminder', 'hour')).out).toMatch(/Reminder +one hour before/);
  expect((await update('--reminder', 'none')).out).toMatch(/Reminder +none/);
  expect((await update('--reminder', 'week')).err).toContain('--reminder must be one of: none, hour, day.');
  expect((await update()).err).toContain('Say what to change');
  expect((await update('--once', '--rule', 'FREQ=DAILY;COUNT=2')).err).toContain('Say --once');
  expect((await update('--seats', '101')).err).toContain('100 are left');

  const end = (...more: string[]) => cli('reservation', 'end', id, ...more);
  expect((await end()).err).toContain('--last-day');
  expect((await end('--now')).err).toContain('None of its dates is running now');
  expect((await end('--last-day', '2098-12-11')).out).toContain('Ends on 2098-12-11');
  expect((await read()).dates).toHaveLength(2);
  const asked = await cli('reservation', 'cancel', id, '--date', '2098-12-11T18:00');
  expect(asked.err).toContain(`To undo it: tafelrunde reservation move ${id} 2098-12-11T18:00 --to 2098-12-11T18:00`);
  expect(asked.err).not.toContain('cannot be undone');
  await cli('reservation', 'cancel', id, '--date', '2098-12-11T18:00', '--yes');
  await cli('reservation', 'move', id, '2098-12-11T18:00', '--to', '2098-12-11T18:00');
  expect((await read()).dates.map(({ state }: { state: string }) => state)).toEqual(['planned', 'planned']);
  expect((await update('--once')).code).toBe(0);
  expect((await end('--last-day', '2098-12-11')).err).toContain('is no series');
  expect((await cli('reservation', 'cancel', id)).err).toContain('cannot be undone');
});

it('those whom its room expects are invited, told of what changes and asked again, from the command line', async () => {
  const dataDir = tempDir();
  const cli = (...args: string[]) => callCli(args, { dataDir, sendsMail: true });
  await cli('room', 'create', 'Vorstand');
  const wish = ['--start', '2098-12-04T18:00', '--minutes', '90', '--weekly', '--until', '2098-12-25', '--seats', '9'];
  const { id } = JSON.parse((await cli('reservation', 'create', 'Vorstand', ...wish, '--json')).out).reservation;
  const invite = (...more: string[]) => cli('reservation', 'invite', id, ...more);
  await cli('seat', 'set', 'Vorstand', 'Aach', 'Buch');
  expect((await invite()).err).toContain('first: tafelrunde seat mail');
  await cli('seat', 'mail', 'Vorstand', '1', 'aach@kreis.example');
  await cli('seat', 'mail', 'Vorstand', '2', 'buch@kreis.example');
  expect((await invite()).out).toContain('Mail goes to 2 people');
  const again = await invite('--seat', 'Buch');
  expect(again.out).toMatch(/Mail goes to 1 person[\s\S]*Buch .*buch@kreis\.example .*invitation .*waits/);
  expect((await invite('--date', '2098-12-11T18:00')).err).toContain('This date is as ever');
  await cli('reservation', 'move', id, '2098-12-11T18:00', '--to', '2098-12-12T10:00');
  const hint = `know of the date 2098-12-11T18:00: tafelrunde reservation invite ${id} --date 2098-12-11T18:00`;
  expect((await invite('--status')).out).toContain(hint);
  const moved = (await invite('--date', '2098-12-11T18:00')).out;
  expect(moved).toMatch(/Aach .*update/);
  expect(moved).not.toContain('know of');
  expect((await invite('--changed', '--date', '2098-12-11T18:00')).err).toContain('and not both');
  expect((await invite('--seat', 'Cham')).err).toContain("'Cham'");
  await cli('reservation', 'cancel', id, '--yes');
  expect((await invite('--status')).out).toContain(`called off: tafelrunde reservation invite ${id}\n`);
  expect((await invite()).code).toBe(0);
  const { seats, sent } = JSON.parse((await invite('--status', '--json')).out);
  expect([sent, seats]).toEqual([
    undefined,
    [
      expect.objectContaining({ mailed: expect.objectContaining({ kind: 'cancellation' }) }),
      expect.objectContaining({ name: 'Buch' }),
    ],
  ]);
  expect((await callCli(['reservation', 'invite', id], { dataDir })).err).toContain('set SMTP_URL');
});
