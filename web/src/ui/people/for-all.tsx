import { MicOff, Timer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { CloseDialog } from '../../features/ending/close-dialog.tsx';
import { MuteExcept } from '../../features/floor/mute-except.tsx';
import { useForAll } from '../../features/floor/use-for-all.ts';
import { Button } from '../controls/button.tsx';
import { RemoteSwitch } from '../controls/remote-fields.tsx';
import { Disclosure } from '../fields/disclosure.tsx';

/** What the chair rules for everyone at once. */
export function ForAll({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const forAll = useForAll();
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
        onChange={(microphone) => forAll.restrict('microphone', microphone)}
      />
      <RemoteSwitch
        label={t('forAll.lockCameras')}
        hint={t('forAll.lockCamerasHint')}
        checked={restricted.camera}
        onChange={(camera) => forAll.restrict('camera', camera)}
      />
      <Button size="small" icon={<Timer size={18} aria-hidden />} onClick={() => setDialog('close')}>
        {t('forAll.close')}
      </Button>
      {dialog === 'except' && <MuteExcept table={table} onDone={close} />}
      {dialog === 'close' && <CloseDialog onDone={close} />}
    </Disclosure>
  );
}
