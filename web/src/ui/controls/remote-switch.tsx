import { useState } from 'react';
import { SwitchField } from '../fields/field.tsx';
import { Wanted } from './wanted.ts';

interface RemoteSwitchProps {
  readonly label: string;
  readonly hint?: string;
  /** As the server has it. */
  readonly checked: boolean;
  /** Resolves when the server has answered, whatever it answered. */
  readonly onChange: (checked: boolean) => Promise<unknown>;
}

/** A switch of something that the server decides: it follows the press at once, and the server in the end. */
export function RemoteSwitch({ checked, onChange, ...field }: RemoteSwitchProps) {
  const [shown, setShown] = useState<boolean | null>(null);
  const [wanted] = useState(() => new Wanted<boolean>(setShown));
  return <SwitchField {...field} checked={shown ?? checked} onChange={(next) => void wanted.press(next, onChange)} />;
}
