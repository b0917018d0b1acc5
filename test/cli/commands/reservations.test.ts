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
  expect(listed.out).toContain('Seats that may be reserved at once: 100');
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
