import { useTranslation } from 'react-i18next';
import { Video } from '../video/video.tsx';
import type { Rect } from './layout/grid.ts';
import styles from './stage.module.css';

interface OwnCornerProps {
  readonly rect: Rect;
  readonly track: MediaStreamTrack;
}

/** What the others see of oneself, small over their pictures. */
export function OwnCorner({ rect, track }: OwnCornerProps) {
  const { t } = useTranslation();
  return (
    <div
      className={styles.corner}
      role="img"
      aria-label={t('view.ownPicture')}
      style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}
      data-own-corner
    >
      <Video track={track} source="camera" mirrored />
    </div>
  );
}
