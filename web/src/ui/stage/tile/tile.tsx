import { MicOff, Volume2 } from 'lucide-react';
import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../../src/protocol/index.ts';
import { isReached } from '../../../../../src/protocol/meeting/quorum.ts';
import type { RemoteTrack } from '../../../call/media/ports.ts';
import { interruptionOf } from '../../../call/media/sends.ts';
import type { OwnPlace } from '../../../call/table/seat.ts';
import { cx } from '../../layout/cx.ts';
import { useParts, useSettings } from '../../parts.tsx';
import { Face } from '../../portrait/face.tsx';
import { Spinner } from '../../standing/spinner.tsx';
import { hueOf } from '../../text/initials.ts';
import { Claim, Name } from '../../text/name.tsx';
import { nameText } from '../../text/name-text.ts';
import { Video } from '../../video/video.tsx';
import type { Rect } from '../layout/grid.ts';
import { TINY_WIDTH } from '../layout/pages.ts';
import { useShown } from '../use-shown.ts';
import styles from './tile.module.css';
import { TileMenu } from './tile-menu.tsx';
import { TileSigns } from './tile-signs.tsx';
import { TurnCameraButton } from './turn-camera-button.tsx';
import { WeakVeil, weakOf } from './weak-veil.tsx';

interface TileProps {
  readonly participant: ParticipantView;
  readonly rect: Rect;
  /** One's own picture comes from the camera, not from the server. */
  readonly ownTrack: MediaStreamTrack | null;
  readonly isSelf: boolean;
  readonly ownMuted: boolean;
  readonly remote: RemoteTrack | undefined;
  /** It is not asked for, since this device does not bear it. */
  readonly isResting: boolean;
  /** Whether the picture fills its frame, or is seen to its edges. */
  readonly fit: 'fill' | 'whole';
  readonly speaking: boolean;
  /** Place in the queue of raised hands from 1 on; 0: it is down. */
  readonly handPlace: number;
  readonly isPinned: boolean;
  readonly isSpotlit: boolean;
  readonly signs: boolean;
  /** Whether the reader may put somebody into the spotlight. */
  readonly mayChair: boolean;
  readonly onPin: (participantId: string) => void;
  readonly isTabStop: boolean;
}

/** CSS pixels; narrower tiles have smaller words, and fewer. */
const SMALL_WIDTH = 200;

/** One seat at the table. */
export const Tile = memo(function Tile(props: TileProps) {
  const { participant, rect, ownTrack, isSelf, ownMuted, remote, speaking, isPinned, isSpotlit } = props;
  const { t } = useTranslation();
  const { soundOnly } = useSettings();
  const { seat } = useParts().call;
  const ref = useRef<HTMLLIElement>(null);
  const camera = participant.producers.find(({ source }) => source === 'camera');
  const microphone = participant.producers.find(({ source }) => source === 'microphone');
  const cameraOn = camera !== undefined && !camera.paused;
  const isSeen = cameraOn && !soundOnly;
  useShown(ref, !isSelf && isSeen ? camera.id : null, rect);

  const track = isSelf ? ownTrack : isSeen && !props.isResting ? (remote?.track ?? null) : null;
  const isCutOff = !isReached(participant);
  const small = rect.width < SMALL_WIDTH;
  const weak =
    isCutOff || (soundOnly && !isSelf)
      ? null
      : weakOf(participant, {
          isSelf,
          isMissing: isSeen && remote?.layer === null,
          isResting: isSeen && props.isResting,
        });
  const muted = isSelf ? ownMuted : !microphone || microphone.paused;
  const speaks = speaking && !muted;
  const name = isSelf ? t('table.self', { name: nameText(t, participant) }) : nameText(t, participant);
  return (
    <li
      ref={ref}
      className={cx(styles.tile, (speaks || props.signs) && styles.speaking, small && styles.small)}
      style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}
      data-participant-id={participant.id}
      data-state={isCutOff ? 'cut-off' : speaks || props.signs ? 'speaking' : 'present'}
      data-hue={hueOf(participant.id)}
    >
      <Face of={participant} className={styles.face} isCovered={track !== null} />
      {track && (
        <Video
          track={track}
          source="camera"
          fit={props.fit}
          mirrored={isSelf}
          {...(!isSelf && { onFirstFrame: () => firstFrameSeen(seat) })}
        />
      )}
      {isCutOff && (
        <p className={styles.veil}>
          <Spinner />
          <span>{t(small ? 'people.cutOff' : 'table.personCutOff')}</span>
        </p>
      )}
      {weak && <WeakVeil weak={weak} participant={participant} small={small} />}
      <TileSigns
        handPlace={props.handPlace}
        hasFloor={participant.hasFloor}
        isPinned={isPinned}
        isSpotlit={isSpotlit}
        signs={props.signs}
        interrupted={props.mayChair || isSelf ? interruptionOf(participant) : null}
        isWeak={isSeen && !isSelf && participant.upload === 'weak'}
      />
      <TileMenu
        participant={participant}
        isPinned={isPinned}
        isSpotlit={isSpotlit}
        mayChair={props.mayChair}
        onPin={props.onPin}
        isTabStop={props.isTabStop}
      />
      {isSelf && !small && <TurnCameraButton />}
      <span className={styles.name} title={name}>
        {muted && (
          <MicOff size={16} className={styles.muted} role="img" aria-label={t('table.muted')} aria-hidden={false} />
        )}
        {speaks && <Volume2 size={16} role="img" aria-label={t('table.speaking')} aria-hidden={false} />}
        <span className={styles.text}>
          <Name of={participant} hyphens={rect.width < TINY_WIDTH ? 'most' : 'long'} />
          {isSelf && <span>{` (${t('common.you')})`}</span>}
        </span>
        <Claim of={participant} className={styles.claim} />
      </span>
    </li>
  );
});

function firstFrameSeen(seat: OwnPlace): void {
  // For the time from the click to the first picture of somebody else; only the first of a page counts.
  const name = 'tafelrunde:first-remote-frame';
  if (performance.getEntriesByName(name).length === 0) performance.mark(name);
  seat.seen();
}
