import { Download, ListPlus, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DraftSeat, seatsOfLines } from '../../../features/plan/plan-draft.ts';
import { Part } from '../../../loading/part.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { saveFile } from '../../../ui/controls/save-file.ts';
import { TextArea } from '../../../ui/fields/field.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { Section } from '../../parts/section.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { seatsOfNames } from './seat-moves.ts';

/** More than two hundred names in any alphabet; a larger file is another one. */
const MOST_BYTES = 1024 * 1024;

const csvPart = new Part({ load: () => import('./plan-csv.ts') });

interface PlanFilesProps {
  readonly roomName: string;
  readonly seats: readonly DraftSeat[];
  readonly onSeats: (seats: readonly DraftSeat[]) => void;
}

/** Many at once: from a spreadsheet and into one, or line by line. */
export function PlanFiles({ roomName, seats, onSeats }: PlanFilesProps) {
  const { t, i18n } = useTranslation();
  const [lines, setLines] = useState<string | null>(null);
  const [read, setRead] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<'unreadable' | 'large' | 'empty' | 'lost' | null>(null);
  const chooser = useRef<HTMLInputElement>(null);

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(null);
    if (file.size > MOST_BYTES) return setProblem('large');
    const csv = await csvPart.load().catch(() => null);
    if (csv === null) return setProblem('lost');
    const names = csv.namesOfCsv(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
    if (names === null) return setProblem('unreadable');
    if (names.length === 0) return setProblem('empty');
    if (seats.length === 0) return onSeats(seatsOfNames(names, []));
    setRead(names);
  };
  const save = async () => {
    setProblem(null);
    const csv = await csvPart.load().catch(() => null);
    if (csv === null) return setProblem('lost');
    const titles = [t('attendance.seat'), t('attendance.name')] as const;
    const text = csv.planCsv(
      seats.map(({ name }) => name),
      { titles, decimalComma: i18n.language === 'de' },
    );
    saveFile(`${fileNameOf(roomName)}-${t('plan.title')}.csv`, text, 'text/csv');
  };
  return (
    <Section title={t('plan.paste')} lead={t('admin.plan.filesLead')}>
      <div className={form.buttons}>
        <Button size="small" icon={<Upload size={18} aria-hidden />} onClick={() => chooser.current?.click()}>
          {t('admin.plan.fromFile')}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".csv,.txt,text/csv,text/plain"
          aria-label={t('admin.plan.fromFile')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            void take(file);
            // The same file may be chosen again once it was changed.
            event.currentTarget.value = '';
          }}
        />
        <Button
          size="small"
          icon={<ListPlus size={18} aria-hidden />}
          aria-expanded={lines !== null}
          onClick={() => setLines(lines === null ? '' : null)}
        >
          {t('admin.plan.byLines')}
        </Button>
        {seats.length > 0 && (
          <Button size="small" icon={<Download size={18} aria-hidden />} onClick={() => void save()}>
            {t('admin.plan.toFile')}
          </Button>
        )}
      </div>
      <div role="alert" className={form.said}>
        {problem !== null && (
          <Alert look="danger">{problem === 'lost' ? t('broken.lost') : t(`admin.plan.${problem}`)}</Alert>
        )}
      </div>
      {lines !== null && (
        <Form
          isOpened
          onSubmit={() => {
            onSeats([...seats, ...seatsOfLines(lines)]);
            setLines(null);
          }}
        >
          <TextArea
            label={t('plan.pasteHint')}
            rows={6}
            value={lines}
            onChange={(event) => setLines(event.currentTarget.value)}
          />
          <div className={form.buttons}>
            <Button type="submit">{t('plan.pasteAdd')}</Button>
          </div>
        </Form>
      )}
      {read !== null && (
        <ImportDialog
          count={read.length}
          onReplace={() => {
            onSeats(seatsOfNames(read, seats));
            setRead(null);
          }}
          onAppend={() => {
            onSeats([...seats, ...seatsOfNames(read, [])]);
            setRead(null);
          }}
          onCancel={() => setRead(null)}
        />
      )}
    </Section>
  );
}

/** Without what file systems do not take. */
function fileNameOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
}
