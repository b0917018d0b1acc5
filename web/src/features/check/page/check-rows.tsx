import { useTranslation } from 'react-i18next';
import { isPlenty, type SpeakerOutcome } from '../../../../../src/protocol/media/check-report.ts';
import type { Measuring, CheckRows as Rows } from '../check-state.ts';
import styles from './check.module.css';
import { DeviceRows } from './device-rows.tsx';
import { Row } from './row.tsx';

interface CheckRowsProps {
  readonly rows: Rows;
  readonly isRunning: boolean;
  readonly speakerId: string | null;
  readonly onSpeaker: (answer: SpeakerOutcome) => void;
  readonly onListenAgain: () => void;
}

export function CheckRows({ rows, isRunning, speakerId, onSpeaker, onListenAgain }: CheckRowsProps) {
  const { t } = useTranslation();
  const { webSocket, ways, places, bandwidth } = rows;
  const unknown = isRunning ? 'waiting' : 'untried';
  const withoutTurn = places !== null && places.turnUrls.length === 0;
  return (
    <>
      <section className={styles.section} aria-label={t('check.network')}>
        <h2>{t('check.network')}</h2>
        <ul className={styles.rows}>
          <Row name="web-socket" sign={webSocket} title={t('check.webSocket')} words={t(`check.state.${webSocket}`)} />
          {ways.length === 0 &&
            (['udp', 'tcp'] as const).map((kind) => (
              <Row
                key={kind}
                name={kind}
                sign={isRunning ? 'waiting' : 'none'}
                title={t(`check.way.${kind}`)}
                words={t(`check.state.${unknown}`)}
              />
            ))}
          {ways.map(({ way: { kind, port, url }, state }) => (
            <Row
              key={`${kind} ${url}`}
              name={url === null ? kind : `${kind}:${port}`}
              sign={state === 'untried' ? 'none' : state}
              title={t(`check.way.${kind}`)}
              detail={url === null ? null : t('check.port', { port })}
              words={t(`check.state.${state}`)}
            />
          ))}
          {withoutTurn && <Row name="turn" sign="none" title={t('check.turn')} words={t('check.state.not-set-up')} />}
          <BandwidthRow bandwidth={bandwidth} />
        </ul>
      </section>
      <section className={styles.section} aria-label={t('check.devices')}>
        <h2>{t('check.devices')}</h2>
        <ul className={styles.rows}>
          <DeviceRows rows={rows} speakerId={speakerId} onSpeaker={onSpeaker} onListenAgain={onListenAgain} />
        </ul>
      </section>
    </>
  );
}

function BandwidthRow({ bandwidth }: { readonly bandwidth: Measuring }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const megabits = (kbps: number) => number.format(kbps / 1_000);
  const words = () => {
    switch (bandwidth.is) {
      case 'measured':
        return t(isPlenty(bandwidth) ? 'check.measuredAtLeast' : 'check.measured', {
          up: megabits(bandwidth.up),
          down: megabits(bandwidth.down),
        });
      case 'none':
        return t('check.noPicture');
      case 'untried':
        return t('check.unmeasured');
      default:
        return t(`check.state.${bandwidth.is}`);
    }
  };
  const signs = { measured: 'works', none: 'fails', untried: 'none', waiting: 'waiting', running: 'running' } as const;
  return <Row name="bandwidth" sign={signs[bandwidth.is]} title={t('check.bandwidth')} words={words()} />;
}
