import { useRef, useState } from 'react';
import { SwitchField } from '../fields/field.tsx';

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
  const [wanted, setWanted] = useState<boolean | null>(null);
  const presses = useRef(0);
  const change = async (next: boolean) => {
    presses.current += 1;
    const mine = presses.current;
    setWanted(next);
    await onChange(next);
    // Pressed again meanwhile, it shows what was wanted last.
    if (mine === presses.current) setWanted(null);
  };
  return <SwitchField {...field} checked={wanted ?? checked} onChange={(next) => void change(next)} />;
}
