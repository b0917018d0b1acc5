import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../../ui/controls/button.tsx';
import dialog from '../../ui/dialogs/dialog.module.css';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { CheckField } from '../../ui/fields/field.tsx';
import { Name } from '../../ui/text/name.tsx';
import styles from './mute-except.module.css';
import { useForAll } from './use-for-all.ts';

/** Chooses who stays to be heard. */
export function MuteExcept({ table, onDone }: { readonly table: TableState; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const forAll = useForAll();
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  // Those who chair are never muted with all.
  const others = table.participants.filter(
    ({ id, role, isChairing }) => id !== table.self.participantId && role !== 'observer' && !isChairing,
  );
  const toggle = (id: string) => {
    const next = new Set(kept);
    if (!next.delete(id)) next.add(id);
    setKept(next);
  };
  return (
    <Dialog title={t('forAll.exceptTitle')} onClose={onDone}>
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          onDone();
          const except = others.filter(({ id }) => kept.has(id)).map(({ id }) => id);
          void forAll.mute({ except });
        }}
      >
        <fieldset className={styles.choice}>
          <legend>{t('forAll.exceptLegend')}</legend>
          {others.map((one) => (
            <CheckField
              key={one.id}
              label={<Name of={one} />}
              checked={kept.has(one.id)}
              onChange={() => toggle(one.id)}
            />
          ))}
          {others.length === 0 && <p>{t('table.alone')}</p>}
        </fieldset>
        <footer>
          <Button onClick={onDone}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary">
            {t('forAll.exceptConfirm')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
