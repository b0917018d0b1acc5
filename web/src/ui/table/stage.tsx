import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../src/signaling/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { useLocalSources, useParts } from '../parts.tsx';
import { ScreenTile, type SharedScreen } from './screen-tile.tsx';
import styles from './stage.module.css';
import { layOutStage } from './stage-layout.ts';
import { Tile } from './tile.tsx';
import { useSize } from './use-size.ts';

/** Everyone in their seats, and a shared screen beside them. */
export function Stage({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const { microphone, camera } = useLocalSources();
  const ref = useRef<HTMLElement>(null);
  const size = useSize(ref);
  const { self, tracks, speaking } = table;
  // Observers see and hear; they have no tile.
  const participants = table.participants.filter(({ role }) => role !== 'observer');
  const screen = sharedScreen(participants, self.participantId);
  const seats = participants.length;
  const shared = screen !== null;
  const layout = useMemo(() => size && layOutStage(seats, shared, size), [size, seats, shared]);

  // By keyboard too.
  const scrolls = layout !== null && size !== null && layout.height > size.height;

  useEffect(() => {
    const tell = () => call.setPageHidden(document.hidden);
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [call]);

  return (
    <main ref={ref} className={styles.stage} aria-label={t('table.stage')} tabIndex={scrolls ? 0 : -1}>
      {participants.length <= 1 && !screen && (
        <p className={styles.alone}>
          <b>{t('table.alone')}</b> {t('table.aloneHint')}
        </p>
      )}
      {layout?.screen && screen && (
        <ScreenTile
          key={screen.producerId}
          screen={screen}
          rect={layout.screen}
          remote={tracks.get(screen.producerId)}
        />
      )}
      {layout && (
        <ul className={styles.seats} style={{ height: layout.height }}>
          {participants.map((participant, index) => {
            const isSelf = participant.id === self.participantId;
            const rect = layout.tiles[index];
            const cameraId = participant.producers.find(({ source }) => source === 'camera')?.id;
            return (
              rect && (
                <Tile
                  key={participant.id}
                  participant={participant}
                  rect={rect}
                  isSelf={isSelf}
                  ownTrack={isSelf && camera.wanted && camera.capture.is === 'live' ? camera.capture.track : null}
                  ownMuted={isSelf && !(microphone.wanted && microphone.capture.is === 'live')}
                  remote={cameraId === undefined ? undefined : tracks.get(cameraId)}
                  speaking={speaking.ids.has(participant.id)}
                />
              )
            );
          })}
        </ul>
      )}
    </main>
  );
}

/** The screen that is shown: of several the one shared by whoever sits first. */
function sharedScreen(participants: readonly ParticipantView[], selfId: string): SharedScreen | null {
  for (const { id, displayName, producers } of participants) {
    const producer = producers.find(({ source, paused }) => source === 'screen' && !paused);
    if (producer) return { participantId: id, displayName, producerId: producer.id, isSelf: id === selfId };
  }
  return null;
}
