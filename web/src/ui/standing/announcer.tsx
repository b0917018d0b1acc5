import { useEffect, useState } from 'react';
import { VisuallyHidden } from '../layout/visually-hidden.tsx';

type Urgency = 'polite' | 'assertive';
type Listener = (text: string, urgency: Urgency) => void;

const listeners = new Set<Listener>();

/** Says something to screen readers. */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  for (const listener of listeners) listener(text, urgency);
}

/** Says a text when it is there, and again when it changes. Null: nothing. */
export function useSaid(text: string | null, urgency: Urgency = 'polite'): void {
  useEffect(() => {
    if (text !== null) announce(text, urgency);
  }, [text, urgency]);
}

/** Texts stay this long, so that two at once are both read. */
const KEEP_MS = 4_000;

interface Line {
  readonly id: number;
  readonly text: string;
  readonly urgency: Urgency;
}

/** The regions that announce() speaks through; once per page, always there, because new regions are not read. */
export function Announcer() {
  const [said, setSaid] = useState<readonly Line[]>([]);
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    let count = 0;
    const listener: Listener = (text, urgency) => {
      const id = ++count;
      setSaid((before) => [...before, { id, text, urgency }]);
      timers.add(setTimeout(() => setSaid((before) => before.filter((one) => one.id !== id)), KEEP_MS));
    };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      for (const timer of timers) clearTimeout(timer);
    };
  }, []);
  return <LiveRegions said={said} />;
}

/** Of several lines what is new is read alone. */
export function LiveRegions({ said }: { readonly said: readonly Line[] }) {
  const texts = (urgency: Urgency) =>
    said.filter((one) => one.urgency === urgency).map(({ id, text }) => <span key={id}>{text} </span>);
  return (
    // The attribute keeps dialogs from taking it away from screen readers with the rest of the page.
    <div data-live-announcer="true">
      <VisuallyHidden>
        <span role="status" aria-live="polite" aria-atomic="false" aria-relevant="additions">
          {texts('polite')}
        </span>
        <span role="alert" aria-live="assertive" aria-atomic="false" aria-relevant="additions">
          {texts('assertive')}
        </span>
      </VisuallyHidden>
    </div>
  );
}
