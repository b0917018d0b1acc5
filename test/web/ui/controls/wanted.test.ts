import { expect, test } from 'vitest';
import { Wanted } from '../../../../web/src/ui/controls/wanted.ts';

/** A switch that shows what is wanted, else what the server has; each press is answered when the test says so. */
function aSwitch() {
  const server = { isOn: false };
  let shown: boolean | null = null;
  const wanted = new Wanted<boolean>((now) => {
    shown = now;
  });
  const press = (isOn: boolean) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const pressed = wanted.press(isOn, () => promise);
    return async (isTaken = true) => {
      if (isTaken) server.isOn = isOn;
      resolve();
      await pressed;
    };
  };
  return { press, shows: () => shown ?? server.isOn };
}

test('it follows a press at once, and the server in the end', async () => {
  const { press, shows } = aSwitch();
  const taken = press(true);
  expect(shows()).toBe(true);
  await taken();
  expect(shows()).toBe(true);
  const refused = press(false);
  expect(shows()).toBe(false);
  await refused(false);
  expect(shows()).toBe(true);
});

test('pressed twice within one round trip it shows the second press until that is answered, and does not flicker', async () => {
  const { press, shows } = aSwitch();
  const first = press(true);
  const second = press(false);
  await first();
  expect(shows()).toBe(false);
  await second(false);
  // The server kept it on: its word is shown.
  expect(shows()).toBe(true);
});
