import { expect, it } from 'vitest';
import { audioLevelOf } from '../../../src/sfu/loudest/listening-in.ts';
import { FEW, LASTING_INTERVALS, Loudest, MISSED_INTERVALS } from '../../../src/sfu/loudest/loudest.ts';

/** A room's microphones by loudness, and which of them are held back. */
function room() {
  const levels: Record<string, number> = {};
  const [chairs, music] = [new Set<string>(), new Set<string>()];
  let changes = 0;
  const held = new Set<string>();
  const loudest = new Loudest({
    mustBeHeard: (id) => chairs.has(id),
    isMusic: (id) => music.has(id),
    changed: (id, isHeldBack) => {
      changes += 1;
      if (isHeldBack) held.add(id);
      else held.delete(id);
      expect(loudest.isHeldBack(id)).toBe(isHeldBack);
    },
  });
  return {
    levels,
    chairs,
    music,
    held,
    loudest,
    changes: () => changes,
    /** So many intervals pass, as loud as everyone is now. */
    pass(intervals = 3 * LASTING_INTERVALS) {
      const volumes = Object.entries(levels).map(([id, volume]) => ({ id, volume }));
      for (let time = 0; time < intervals; time += 1) loudest.heard(volumes);
      return [...held].sort();
    },
  };
}

/** a, the loudest, to h: 1 dB between each and the next. */
function eight() {
  const made = room();
  for (const [index, id] of [...'abcdefgh'].entries()) made.levels[id] = -40 - index;
  return made;
}

it('while only a few bring sound all of it is sent, of more only the loudest few, and nobody in their first two seconds', () => {
  const { levels, pass } = eight();
  expect(pass(LASTING_INTERVALS - 1)).toEqual([]);
  expect(pass()).toEqual(['g', 'h']);
  delete levels.a;
  expect(pass(MISSED_INTERVALS)).toEqual(['g', 'h']);
  expect(pass(1)).toEqual(['h']);
  delete levels.b;
  expect(pass(MISSED_INTERVALS + 1)).toEqual([]);
  expect(Object.keys(levels)).toHaveLength(FEW);
});

it('whoever begins to speak is sent at once, however many are louder, and so is one held back that falls silent', () => {
  const { levels, pass, held, loudest } = eight();
  pass();
  levels.new = -60;
  expect(pass(1)).not.toContain('new');
  expect(pass()).toContain('new');
  delete levels.new;
  pass(MISSED_INTERVALS + 1);
  expect(held.has('new')).toBe(false);
  loudest.heard([]);
  expect([...held]).toEqual([]);
});

it('one held back is sent with the first loud packet, and stays for two seconds; a packet hardly louder changes nothing', () => {
  const { levels, pass, held, loudest } = eight();
  pass();
  loudest.rises('h', -43);
  expect(held.has('h')).toBe(true);
  loudest.rises('h', -25);
  expect(held.has('h')).toBe(false);
  expect(pass(LASTING_INTERVALS - 1)).not.toContain('h');
  // It was louder than another meanwhile, who is not clearly louder now.
  expect(pass()).toEqual(['f', 'g']);
  levels.f = -30;
  expect(pass(2)).toEqual(['g', 'h']);
});

it('one held back who speaks as loud as the noise of the others is sent, since their own was quieter', () => {
  const { levels, pass, held, loudest } = eight();
  levels.quiet = -65;
  expect(pass()).toEqual(['g', 'h', 'quiet']);
  // Neither a noise of their own that swells, nor words that nobody would hear among the others.
  loudest.rises('h', -44);
  loudest.rises('quiet', -50);
  expect([...held].sort()).toEqual(['g', 'h', 'quiet']);
  loudest.rises('quiet', -45);
  expect(held.has('quiet')).toBe(false);
  levels.quiet = -45;
  expect(pass(LASTING_INTERVALS - 1)).not.toContain('quiet');
});

it('those who are about equally loud do not take turns', () => {
  const { levels, pass, changes } = eight();
  pass();
  const before = changes();
  for (const [g, a] of [[-41, -45] as const, [-46, -40] as const, [-40, -45] as const]) {
    Object.assign(levels, { g, a });
    pass();
  }
  expect(changes()).toBe(before);
});

it('the chair and who has the floor are always sent, music before voices, and of much music the loudest few', () => {
  const { levels, pass, chairs, music } = eight();
  levels.chair = -60;
  levels.flute = -55;
  chairs.add('chair');
  music.add('flute');
  expect(pass()).toEqual(['e', 'f', 'g', 'h']);
  for (const id of Object.keys(levels)) music.add(id);
  expect(pass(40)).toEqual(['f', 'flute', 'g', 'h']);
  chairs.add('h');
  expect(pass(1)).not.toContain('h');
});

it('with 49 open microphones few change at a time, and the quietest go first', () => {
  const { levels, pass, held, changes } = room();
  for (let person = 10; person < 59; person += 1) levels[person] = -person;
  pass(LASTING_INTERVALS);
  expect([...held]).toEqual(['58', '57', '56', '55']);
  expect(pass(20)).toHaveLength(49 - FEW);
  expect(changes()).toBe(49 - FEW);
});

it('a packet says how loud it is, whatever other header extensions and sources it has; forged ones say nothing', () => {
  const fixed = Buffer.alloc(12);
  fixed[0] = 0x91;
  const source = Buffer.alloc(4);
  const extensions = Buffer.from([0xbe, 0xde, 0, 2, 0x51, 1, 2, 0, 0x60, 0x80 | 42, 0, 0]);
  const packet = Buffer.concat([fixed, source, extensions, Buffer.from('opus')]);
  expect(audioLevelOf(packet, 6)).toBe(-42);
  expect(audioLevelOf(packet, 7)).toBeNull();
  for (let length = 0; length < 24; length += 1) expect(audioLevelOf(packet.subarray(0, length), 6)).toBeNull();
  packet[0] = 0x81;
  expect(audioLevelOf(packet, 6)).toBeNull();
});
