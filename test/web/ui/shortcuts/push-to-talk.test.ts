import { expect, test } from 'vitest';
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
  let may = true;
  const held = new PushToTalk({ mayTalk: () => may, talk: (isOn) => told.push(isOn) });
  return { held, told, forbid: () => (may = false) };
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
  const { held, told, forbid } = talking();
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
  forbid();
  expect(held.pressed(SPACE)).toBe(false);
  expect(told).toEqual([true, false]);
});
