import { Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../../loading/part.ts';
import { failureOf } from '../../session/signaling.ts';
import { Button } from '../../ui/controls/button.tsx';
import { saveFile } from '../../ui/controls/save-file.ts';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { useFailureText } from '../../ui/hooks/use-failure-text.ts';
import { useParts } from '../../ui/parts.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { Spinner } from '../../ui/standing/spinner.tsx';
import { Sentence } from '../../ui/text/sentence.tsx';
import styles from './attendance-download.module.css';
import { askForAttendance } from './attendance-pages.ts';

const csvPart = new Part({ load: () => import('./attendance-csv.ts') });

type Download =
  | { readonly is: 'making' }
  | { readonly is: 'saved'; readonly name: string }
  | { readonly is: 'failed'; readonly text: string };

/** Saves the list as a file, and says where it went or why it did not. */
export function AttendanceDownload({
  pseudonyms,
  onClose,
}: {
  readonly pseudonyms: boolean;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { call } = useParts();
  const failureText = useFailureText();
  const [download, setDownload] = useState<Download>({ is: 'making' });
  const save = async () => {
    setDownload({ is: 'making' });
    const csv = await csvPart.load().catch(() => null);
    if (csv === null) return setDownload({ is: 'failed', text: t('broken.lost') });
    const { attendanceCsv, attendanceFileName } = csv;
    try {
      const pages = await askForAttendance((name, page) => call.request(name, page));
      const name = attendanceFileName(pages[0], { t });
      saveFile(name, attendanceCsv(pages, { t, language: i18n.language, pseudonyms }), 'text/csv');
      setDownload({ is: 'saved', name });
    } catch (error) {
      setDownload({ is: 'failed', text: failureText(failureOf(error)) });
    }
  };
  const begin = useRef(save);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void begin.current();
  }, []);
  return (
    <Dialog title={t('attendance.download')} onClose={onClose}>
      {/* Always there: what appears in a new region is not read. */}
      <div role="status">
        {download.is === 'making' && <Spinner />}
        {download.is === 'saved' && (
          <p className={styles.saved}>
            <Check size={20} aria-hidden />
            <span>
              <Sentence say={(keep) => t('attendance.saved', { name: keep(download.name) })} />
            </span>
          </p>
        )}
        {download.is === 'failed' && <Alert look="danger">{download.text}</Alert>}
      </div>
      <footer>
        {download.is === 'failed' && <Button onClick={() => void save()}>{t('attendance.again')}</Button>}
        <Button look="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </footer>
    </Dialog>
  );
}
