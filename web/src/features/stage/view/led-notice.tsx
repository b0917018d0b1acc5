import { LayoutGrid } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Named } from '../../../../../src/protocol/index.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { NoticeBox } from '../../../ui/notices/notice-box.tsx';
import { nameText } from '../../../ui/text/name-text.ts';
import { Sentence } from '../../../ui/text/sentence.tsx';
import { useView } from './use-view.tsx';

/** One sees the table as somebody else does, and may go one's own way. */
export function LedNotice({ leader }: { readonly leader: Named | null }) {
  const { t } = useTranslation();
  const { goApart } = useView();
  return (
    <NoticeBox
      name="led"
      look="info"
      icon={<LayoutGrid size={22} aria-hidden />}
      action={
        <Button size="small" onClick={goApart}>
          {t('led.goApart')}
        </Button>
      }
    >
      <p>
        <Sentence
          say={(keep) => (leader === null ? t('led.pill') : t('led.text', { name: nameText(t, leader, keep) }))}
        />
      </p>
    </NoticeBox>
  );
}
