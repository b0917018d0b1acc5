import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasskeysReply } from '../../../../../src/protocol/accounts/passkeys.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import { Saved } from '../../parts/answers/saved.tsx';
import form from '../../parts/form.module.css';
import { Rows } from '../../parts/lists/rows.tsx';
import { Section } from '../../parts/section.tsx';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { usePasskeys } from '../../sign-in/passkey-device.ts';
import { NewPasskeyForm } from './new-passkey-form.tsx';
import { PasskeyRow } from './passkey-row.tsx';
import { passkeysApi } from './passkeys-api.ts';

const askForPasskeys = (server: Server, signal: AbortSignal) => passkeysApi(server).list(signal);

/** By what one signs in without a password: as many as one has devices. */
export function PasskeysSection() {
  const { t } = useTranslation();
  const isOffered = usePasskeys();
  const { answer, again } = useAnswer(askForPasskeys);
  return (
    <Section title={t('admin.passkeys.title')} lead={t('admin.passkeys.lead')}>
      <Answered answer={answer} again={again}>
        {({ passkeys, confirmBy }) => (
          <>
            <Rows>
              {passkeys.map((passkey) => (
                <PasskeyRow key={passkey.id} passkey={passkey} onChanged={again} />
              ))}
            </Rows>
            {isOffered ? (
              <AddPasskey confirmBy={confirmBy} onChanged={again} />
            ) : (
              <p className={form.hint}>{t('admin.passkeys.notHere')}</p>
            )}
          </>
        )}
      </Answered>
    </Section>
  );
}

interface AddPasskeyProps {
  readonly confirmBy: PasskeysReply['confirmBy'];
  readonly onChanged: () => void;
}

function AddPasskey({ confirmBy, onChanged }: AddPasskeyProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [isMade, setMade] = useState(false);
  if (confirmBy === 'sign-in') return <p className={form.hint}>{t('admin.passkeys.signInFirst')}</p>;
  if (isOpen) {
    return (
      <NewPasskeyForm
        asksPassword={confirmBy === 'password'}
        onAskedMore={onChanged}
        onMade={() => {
          setMade(true);
          setOpen(false);
          onChanged();
        }}
        onCancel={() => setOpen(false)}
      />
    );
  }
  const begin = () => {
    setMade(false);
    setOpen(true);
    // Whether the password is asked for may have changed since the page was opened.
    onChanged();
  };
  return (
    <div className={form.buttons}>
      <Button icon={<Fingerprint size={20} aria-hidden />} onClick={begin}>
        {t('admin.passkeys.add')}
      </Button>
      <Saved isShown={isMade} text={t('admin.passkeys.made')} />
    </div>
  );
}
