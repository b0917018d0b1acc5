import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { readableName } from '../../session/links/room-link.ts';
import type { Failure } from '../../session/signaling.ts';
import { Preview } from '../../ui/devices/preview.tsx';
import { usePlace } from '../../ui/hooks/use-place.ts';
import { checkPath } from '../../ui/page/check-path.ts';
import { Page } from '../../ui/page/page.tsx';
import { useHouse, useParts } from '../../ui/parts.tsx';
import { PartBoundary } from '../../ui/standing/broken.tsx';
import { Sentence } from '../../ui/text/sentence.tsx';
import { softHyphens } from '../../ui/text/soft-hyphens.ts';
import styles from './door.module.css';
import { DoorForm } from './door-form.tsx';
import { OpeningNote } from './opening-note.tsx';

/** Where one says who one is and sees oneself, before going in. */
export function Door({ problem, entering }: { readonly problem: Failure | null; readonly entering: boolean }) {
  const { t } = useTranslation();
  const { roomId, memory, settings } = useParts();
  const house = useHouse();
  const room = memory.roomName ?? readableName(roomId);
  const heading = usePlace<HTMLHeadingElement>([room || t('door.pageTitle'), t('app.name')].join(' · '));
  return (
    <Page settings={settings} house={house}>
      <main className={styles.door}>
        <PartBoundary isBefore>
          <Preview />
        </PartBoundary>
        <div className={styles.entry}>
          <div>
            {room !== '' && (
              <p className={styles.room} dir="auto" translate="no">
                {softHyphens(room)}
              </p>
            )}
            <h1 ref={heading} tabIndex={-1}>
              {t('door.title')}
            </h1>
          </div>
          <PartBoundary>
            <OpeningNote />
          </PartBoundary>
          <DoorForm problem={problem} entering={entering} />
          <p className={styles.trust}>
            <ShieldCheck size={20} aria-hidden />
            <span>
              <Sentence
                say={(keep) =>
                  t(location.protocol === 'https:' ? 'door.trustEncrypted' : 'door.trustPlain', {
                    host: keep(location.hostname),
                  })
                }
              />
            </span>
          </p>
          <p className={styles.foot}>
            <a href={checkPath(roomId)}>{t('door.check')}</a>
            <a href="/lizenzen" target="_blank" rel="noreferrer">
              {t('door.licences')}
            </a>
          </p>
        </div>
      </main>
    </Page>
  );
}
