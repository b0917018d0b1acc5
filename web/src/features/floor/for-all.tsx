import { MicOff, Timer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../../ui/controls/button.tsx';
import { RemoteSwitch } from '../../ui/controls/remote-switch.tsx';
import { Disclosure } from '../../ui/fields/disclosure.tsx';
import { useParts } from '../../ui/parts.tsx';
import { CloseDialog } from '../ending/close-dialog.tsx';
import { MuteExcept } from './mute-except.tsx';

/** What the chair rules for everyone at once. */
export function ForAll({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const [dialog, setDialog] = useState<'except' | 'close' | null>(null);
  const close = () => setDialog(null);
  const { restricted } = table.room;
  return (
    <Disclosure title={t('forAll.title')}>
      <Button size="small" icon={<MicOff size={18} aria-hidden />} onClick={() => setDialog('except')}>
        {t('forAll.except')}
      </Button>
      <RemoteSwitch
        label={t('forAll.lockMicrophones')}
        hint={t('forAll.lockMicrophonesHint')}
        checked={restricted.microphone}
        onChange={(microphone) => call.act('floor:restrict', { microphone })}
      />
      <RemoteSwitch
        label={t('forAll.lockCameras')}
        hint={t('forAll.lockCamerasHint')}
        checked={restricted.camera}
        onChange={(camera) => call.act('floor:restrict', { camera })}
      />
      <Button size="small" icon={<Timer size={18} aria-hidden />} onClick={() => setDialog('close')}>
        {t('forAll.close')}
      </Button>
      {dialog === 'except' && <MuteExcept table={table} onDone={close} />}
      {dialog === 'close' && <CloseDialog onDone={close} />}
    </Disclosure>
  );
}
