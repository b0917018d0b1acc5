import { useTranslation } from 'react-i18next';
import type { FloorSwitches } from '../../../../src/protocol/index.ts';
import { RemoteSwitch } from '../../ui/controls/remote-fields.tsx';
import { useParts } from '../../ui/parts.tsx';

/** What oneself lets the chair switch on, for this meeting alone. */
export function ConsentFields({ consent }: { readonly consent: FloorSwitches }) {
  const { t } = useTranslation();
  const { call } = useParts();
  return (
    <>
      <p>{t('consent.text')}</p>
      <RemoteSwitch
        label={t('consent.microphone')}
        checked={consent.microphone}
        onChange={(microphone) => call.act('consent:set', { microphone })}
      />
      <RemoteSwitch
        label={t('consent.camera')}
        checked={consent.camera}
        onChange={(camera) => call.act('consent:set', { camera })}
      />
    </>
  );
}
