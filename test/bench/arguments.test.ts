import { expect, it } from 'vitest';
import { HELP, parseWish } from './arguments.ts';
import { PARTS } from './parts/index.ts';

it('without arguments everything is measured', () => {
  expect(parseWish([])).toEqual({ kind: 'run', parts: Object.keys(PARTS), quick: false, only: '' });
});

it('named parts run in their own order', () => {
  expect(parseWish(['cpu', '--quick', 'rush'])).toEqual({ kind: 'run', parts: ['rush', 'cpu'], quick: true, only: '' });
});

it('of the attacks only some may be wanted', () => {
  expect(parseWish(['abuse', '--only', '40'])).toEqual({ kind: 'run', parts: ['abuse'], quick: false, only: '40' });
});

it('a part that there is not is named, with those that there are', () => {
  expect(() => parseWish(['speed'])).toThrow(/"speed".*cpu/);
});

it('help names every part', () => {
  expect(parseWish(['--help'])).toEqual({ kind: 'help' });
  for (const name of Object.keys(PARTS)) expect(HELP).toContain(name);
});
