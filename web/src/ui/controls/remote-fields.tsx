import { type ComponentProps, useState } from 'react';
import { SwitchField } from '../fields/field.tsx';
import { RadioChoice } from '../fields/radio-choice.tsx';
import { Wanted } from './wanted.ts';

/** Of something that the server decides. */
interface Remote<T> {
  /** As the server has it. */
  readonly value: T;
  /** Resolves when the server has answered, whatever it answered. */
  readonly onChange: (wanted: T) => Promise<unknown>;
}

type RemoteSwitchProps = Pick<ComponentProps<typeof SwitchField>, 'label' | 'hint'> & {
  readonly checked: boolean;
  readonly onChange: Remote<boolean>['onChange'];
};

/** It follows the press at once, and the server in the end. */
export function RemoteSwitch({ checked, onChange, ...field }: RemoteSwitchProps) {
  const { shown, press } = useWanted({ value: checked, onChange });
  return <SwitchField {...field} checked={shown} onChange={press} />;
}

type RemoteChoiceProps<V extends string> = Pick<ComponentProps<typeof RadioChoice<V>>, 'legend' | 'options'> &
  Remote<V>;

/** The same for one of several. */
export function RemoteChoice<V extends string>({ value, onChange, ...field }: RemoteChoiceProps<V>) {
  const { shown, press } = useWanted({ value, onChange });
  return <RadioChoice {...field} value={shown} onChange={press} />;
}

function useWanted<T>({ value, onChange }: Remote<T>): { readonly shown: T; readonly press: (wanted: T) => void } {
  const [shown, setShown] = useState<T | null>(null);
  const [wanted] = useState(() => new Wanted<T>(setShown));
  return { shown: shown ?? value, press: (next) => void wanted.press(next, onChange) };
}
