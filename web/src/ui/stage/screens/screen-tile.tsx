import { Monitor, MonitorUp, WifiOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteTrack } from '../../../call/media/ports.ts';
import type { SharedScreen } from '../../../call/media/shared-screen.ts';
import { Button } from '../../controls/button.tsx';
import { cx } from '../../layout/cx.ts';
import { useLocalSources, useParts, useSettings } from '../../parts.tsx';
import { Spinner } from '../../standing/spinner.tsx';
import { nameText } from '../../text/name-text.ts';
import { Sentence } from '../../text/sentence.tsx';
import { Video } from '../../video/video.tsx';
import type { Rect } from '../layout/grid.ts';
import tile from '../tile/tile.module.css';
import { useShown } from '../use-shown.ts';
import { ContentChoice } from './content-choice.tsx';
import styles from './screen-tile.module.css';
import { ScreenTools } from './screen-tools.tsx';

interface ScreenTileProps {
  readonly screen: SharedScreen;
  readonly rect: Rect;
  readonly remote: RemoteTrack | undefined;
  /** Whether it is shown alone at one's own wish; null: there is no other. */
  readonly isPinned: boolean | null;
  readonly onPin: () => void;
  /** It has all of the page. */
  readonly isFull: boolean;
  readonly onFull: () => void;
}

/** Long enough to read whose it is; what is in the corner of a screen is to be read too. */
const NAMED_MS = 6_000;

/** A shared screen, large; for whoever shares it a word instead of a hall of mirrors. */
export function ScreenTile({ screen, rect, remote, isPinned, onPin, isFull, onFull }: ScreenTileProps) {
  const { t } = useTranslation();
  const { call, local } = useParts();
  const { screen: own } = useLocalSources();
  const ref = useRef<HTMLElement>(null);
  const { participantId, producerId, isSelf, isCutOff } = screen;
  const name = nameText(t, screen);
  const [isNamed, nameAgain] = useNamed();
  const { soundOnly } = useSettings();
  const [isWished, setWished] = useState(false);
  const isShown = !soundOnly || isWished;
  useShown(ref, isSelf || !isShown ? null : producerId, rect);
  return (
    <section
      ref={ref}
      className={styles.screen}
      style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}
      aria-label={t('table.screenOf', { name })}
      data-participant-id={participantId}
      data-source="screen"
      data-full={isFull || undefined}
      onPointerDown={nameAgain}
    >
      {isSelf ? (
        <div className={styles.own}>
          <MonitorUp size={44} strokeWidth={1.5} aria-hidden />
          <h2>{t('table.youShare')}</h2>
          <p>{t('table.youShareHint')}</p>
          {own.capture.is === 'live' && <ContentChoice key={own.capture.track.id} track={own.capture.track} />}
          <Button look="danger" onClick={() => local.stopScreen()}>
            {t('table.stopSharing')}
          </Button>
        </div>
      ) : !isShown ? (
        <div className={styles.own}>
          <Monitor size={44} strokeWidth={1.5} aria-hidden />
          <h2>
            <Sentence say={(keep) => t('table.screenOf', { name: nameText(t, screen, keep) })} />
          </h2>
          <p>{t('soundOnly.screenHint')}</p>
          <Button look="primary" onClick={() => setWished(true)}>
            {t('soundOnly.showScreen')}
          </Button>
        </div>
      ) : (
        <>
          <p className={styles.starting}>
            <Spinner />
            <span>
              <Sentence say={(keep) => t('table.screenStarting', { name: nameText(t, screen, keep) })} />
            </span>
          </p>
          {remote && <Video track={remote.track} source="screen" fit="whole" onFirstFrame={() => call.seat.seen()} />}
          <span className={cx(tile.name, styles.name, (isNamed || isCutOff) && styles.named)}>
            {isCutOff ? <WifiOff size={16} aria-hidden /> : <MonitorUp size={16} aria-hidden />}
            <span className={tile.text}>
              <Sentence say={(keep) => t('table.screenOf', { name: nameText(t, screen, keep) })} />
              {isCutOff && ` · ${t('table.personCutOff')}`}
            </span>
          </span>
          <ScreenTools isPinned={isFull ? null : isPinned} onPin={onPin} isFull={isFull} onFull={onFull} />
        </>
      )}
    </section>
  );
}

/** True for a while; afterwards a pointer on the picture, or a touch, brings the name back. */
function useNamed(): readonly [boolean, () => void] {
  const [namings, setNamings] = useState(1);
  const [isNamed, setNamed] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it begins anew
  useEffect(() => {
    setNamed(true);
    const timer = setTimeout(() => setNamed(false), NAMED_MS);
    return () => clearTimeout(timer);
  }, [namings]);
  return [isNamed, () => setNamings((before) => before + 1)];
}
