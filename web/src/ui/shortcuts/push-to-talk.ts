import { isComposing } from '../fields/composing.ts';

/** Where the space bar writes, opens or chooses something. */
const FIELDS =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** Where it presses something, for those who go by keys; after a click it is not meant for that. */
const PRESSED = 'button, a[href], summary, [role="button"], [role="tab"], [role="switch"]';

type Pressed = Pick<
  KeyboardEvent,
  'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing' | 'keyCode' | 'target'
>;

interface PushToTalkOptions {
  /** `off`: one is free to switch it on. `locked`: others keep it off. `on`: there is nothing to do. */
  readonly microphone: () => 'off' | 'locked' | 'on';
  readonly talk: (isOn: boolean) => void;
  /** Why one cannot talk. */
  readonly explain: () => void;
}

/** The microphone is on for as long as the space bar is held, and closes whatever else happens meanwhile. */
export class PushToTalk {
  readonly #options: PushToTalkOptions;
  #isTalking = false;
  /** Nothing that opens under a key that is held takes that for its own. */
  #isExplaining = false;

  constructor(options: PushToTalkOptions) {
    this.#options = options;
  }

  /** True: the key was meant for it, and for nothing else. */
  pressed(event: Pressed): boolean {
    // Of a key that is let go beside Command macOS tells nothing: it would seem to be held for ever.
    if (event.key === 'Meta') this.end();
    if (event.code !== 'Space') return false;
    // It repeats while it is held.
    if (this.#isTalking || (this.#isExplaining && event.repeat)) return true;
    this.#isExplaining = false;
    const { ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
    if (ctrlKey || metaKey || altKey || shiftKey || repeat || isComposing(event)) return false;
    const microphone = this.#options.microphone();
    if (isForSomething(event.target) || microphone === 'on') return false;
    if (microphone === 'locked') {
      this.#isExplaining = true;
      this.#options.explain();
      return true;
    }
    this.#isTalking = true;
    this.#options.talk(true);
    return true;
  }

  /** With whatever other keys, and wherever the focus is by now. */
  released({ code }: Pick<KeyboardEvent, 'code'>): boolean {
    if (code !== 'Space') return false;
    const wasExplaining = this.#isExplaining;
    this.#isExplaining = false;
    return this.end() || wasExplaining;
  }

  /** The window is left, or nobody may talk any more. Whether it was held. */
  end(): boolean {
    if (!this.#isTalking) return false;
    this.#isTalking = false;
    this.#options.talk(false);
    return true;
  }
}

function isForSomething(target: EventTarget | null): boolean {
  if (target === null || !('closest' in target)) return false;
  const element = target as Element;
  return element.closest(FIELDS) !== null || (element.closest(PRESSED) !== null && element.matches(':focus-visible'));
}
