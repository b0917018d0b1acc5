import { expect, it } from 'vitest';
import { HELP, parseWish } from './arguments.ts';
import { PARTS } from './parts/index.ts';

it('without arguments everything is measured', () => {
  expect(parseWish([])).toEqual({ kind: 'run', parts: Object.keys(PARTS), quick: false, only: '', times: 20 });
});

it('named parts run in their own order', () => {
  expect(parseWish(['cpu', '--quick', 'rush'])).toEqual({
    kind: 'run',
    parts: ['rush', 'cpu'],
    quick: true,
    only: '',
    times: 20,
  });
});

it('of the attacks only some may be wanted', () => {
  expect(parseWish(['abuse', '--only', '40'])).toEqual({
    kind: 'run',
    parts: ['abuse'],
    quick: false,
    only: '40',
    times: 20,
  });
});

it('of outages there are as many as are wanted', () => {
  expect(parseWish(['outage', '--times', '4'])).toMatchObject({ parts: ['outage'], times: 4 });
  for (const times of ['0', 'oft', '1.5']) expect(() => parseWish(['outage', '--times', times])).toThrow(times);
});

it('a part that there is not is named, with those that there are', () => {
  expect(() => parseWish(['speed'])).toThrow(/"speed".*cpu/);
});

it('help names every part', () => {
  expect(parseWish(['--help'])).toEqual({ kind: 'help' });
  for (const name of Object.keys(PARTS)) expect(HELP).toContain(name);
});
