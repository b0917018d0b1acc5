import { expect, test, vi } from 'vitest';
import { PushToTalk } from '../../../../web/src/ui/shortcuts/push-to-talk.ts';

const SPACE = {
  code: 'Space',
  key: ' ',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  keyCode: 32,
  target: null,
};

/** Something that has the focus: by what it can be found, and whether its ring is seen. */
function focused(name: string, isSeen: boolean): EventTarget {
  const element = {
    closest: (selector: string) => (selector.split(', ').includes(name) ? {} : null),
    matches: () => isSeen,
  };
  return element as unknown as EventTarget;
}

function talking() {
  const told: boolean[] = [];
  let microphone: 'off' | 'locked' | 'on' = 'off';
  const explain = vi.fn();
  const held = new PushToTalk({ microphone: () => microphone, talk: (isOn) => told.push(isOn), explain });
  return { held, told, explain, turn: (to: typeof microphone) => (microphone = to) };
}

test('the microphone is on while the space bar is held, however often the key repeats', () => {
  const { held, told } = talking();
  expect(held.pressed(SPACE)).toBe(true);
  expect(held.pressed({ ...SPACE, repeat: true })).toBe(true);
  expect(held.released({ code: 'KeyA' })).toBe(false);
  expect(held.released(SPACE)).toBe(true);
  expect(held.released(SPACE)).toBe(false);
  expect(told).toEqual([true, false]);
});

test('it closes when the window is left, and a key that is still down does not open it again', () => {
  const { held, told } = talking();
  held.pressed(SPACE);
  held.end();
  held.end();
  expect(held.pressed({ ...SPACE, repeat: true })).toBe(false);
  expect(told).toEqual([true, false]);
});

test('where the space bar writes or presses something, or goes with another key, it is not for talking', () => {
  const { held, told, explain, turn } = talking();
  expect(held.pressed({ ...SPACE, target: focused('textarea', true) })).toBe(false);
  expect(held.pressed({ ...SPACE, target: focused('button', true) })).toBe(false);
  // A question of the chair has the focus, and is answered by its buttons alone.
  expect(held.pressed({ ...SPACE, target: focused('[role="alertdialog"]', true) })).toBe(false);
  expect(held.pressed({ ...SPACE, ctrlKey: true })).toBe(false);
  expect(held.pressed({ ...SPACE, isComposing: true })).toBe(false);
  expect(told).toEqual([]);
  // After a click on a button nobody means the button.
  expect(held.pressed({ ...SPACE, target: focused('button', false) })).toBe(true);
  held.released(SPACE);
  turn('on');
  expect(held.pressed(SPACE)).toBe(false);
  turn('locked');
  expect(held.pressed({ ...SPACE, target: focused('textarea', true) })).toBe(false);
  expect(told).toEqual([true, false]);
  expect(explain).not.toHaveBeenCalled();
});

test('where others keep the microphone off the space bar says why, once, and presses nothing of what it has opened', () => {
  const { held, told, explain, turn } = talking();
  turn('locked');
  expect(held.pressed(SPACE)).toBe(true);
  expect(held.pressed({ ...SPACE, repeat: true, target: focused('[role="dialog"]', true) })).toBe(true);
  expect(explain).toHaveBeenCalledTimes(1);
  expect(held.released(SPACE)).toBe(true);
  // From here on it is the dialog's.
  expect(held.pressed({ ...SPACE, target: focused('[role="dialog"]', true) })).toBe(false);
  expect(held.released(SPACE)).toBe(false);
  expect(told).toEqual([]);
});

test('it closes with Command, beside which macOS does not tell that a key is let go', () => {
  const { held, told } = talking();
  held.pressed(SPACE);
  expect(held.pressed({ ...SPACE, code: 'MetaLeft', key: 'Meta', metaKey: true })).toBe(false);
  expect(told).toEqual([true, false]);
  expect(held.pressed(SPACE)).toBe(true);
  expect(told).toEqual([true, false, true]);
});
