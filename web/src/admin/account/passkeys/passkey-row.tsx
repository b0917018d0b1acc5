import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasskeyView } from '../../../../../src/protocol/accounts/passkeys.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import { Badge, Row } from '../../parts/lists/rows.tsx';
import { useDates } from '../../parts/use-dates.ts';
import { useDoing } from '../../server/use-doing.ts';
import { passkeysApi } from './passkeys-api.ts';
import { RenameDialog } from './rename-dialog.tsx';

interface PasskeyRowProps {
  readonly passkey: PasskeyView;
  readonly onChanged: () => void;
}

export function PasskeyRow({ passkey, onChanged }: PasskeyRowProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { day } = useDates();
  const { isBusy, failure, run } = useDoing();
  const [asked, setAsked] = useState<'name' | 'remove' | null>(null);
  const { id, name, since, lastUsed, isCopied } = passkey;
  const used = lastUsed === null ? t('admin.tokens.neverUsed') : t('admin.tokens.used', { day: day(lastUsed) });
  const done = () => {
    setAsked(null);
    onChanged();
  };
  const remove = () => {
    setAsked(null);
    void run(() => passkeysApi(server).remove(id), onChanged);
  };
  return (
    <Row
      title={
        <bdi dir="auto" translate="no">
          {name}
        </bdi>
      }
      badge={isCopied && <Badge look="warn">{t('admin.passkeys.copied')}</Badge>}
      detail={isCopied ? t('admin.passkeys.copiedText') : `${t('admin.passkeys.since', { day: day(since) })} · ${used}`}
      action={
        <>
          <Button size="small" aria-label={t('admin.passkeys.renameOne', { name })} onClick={() => setAsked('name')}>
            {t('admin.passkeys.rename')}
          </Button>
          <Button
            size="small"
            busy={isBusy}
            aria-label={t('admin.passkeys.removeOne', { name })}
            onClick={() => setAsked('remove')}
          >
            {t('admin.passkeys.remove')}
          </Button>
        </>
      }
    >
      <FailureAlert failure={failure} />
      {asked === 'name' && <RenameDialog passkey={passkey} onDone={done} onClose={() => setAsked(null)} />}
      {asked === 'remove' && (
        <Confirm
          title={t('admin.passkeys.askTitle', { name })}
          text={t('admin.passkeys.askText')}
          confirm={t('admin.passkeys.remove')}
          onConfirm={remove}
          onCancel={() => setAsked(null)}
        />
      )}
    </Row>
  );
}
