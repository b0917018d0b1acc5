import { Gauge, Histogram, type Registry } from 'prom-client';
import { WAYS } from '../protocol/index.ts';
import type { Measured, Sfu } from '../sfu/index.ts';

/** From 'nobody notices' over what Opus conceals (5 to 15 %) to what nobody understands. */
const LOSS_BUCKETS = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1];
/** From the same town over a conversation's limit (0.3 s there and back, ITU-T G.114) to a queue that stands. */
const ROUND_TRIP_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2];

/**
 * How meetings fare, without rooms, names and addresses: each participant is one observation in ten seconds. Workers are
 * asked only while somebody reads, so that an installation without Prometheus pays nothing.
 */
export function registerMediaMetrics(registry: Registry, media: Pick<Sfu, 'links' | 'measure'>): void {
  const registers = [registry];
  const roundTrip = new Histogram({
    name: 'tafelrunde_media_round_trip_seconds',
    help: 'Time to a participant and back, one observation each in ten seconds',
    buckets: ROUND_TRIP_BUCKETS,
    registers,
  });
  const measured = ({ lossFrom, lossTo, roundTripSeconds }: Measured) => {
    if (lossFrom !== null) loss.observe({ direction: 'from' }, lossFrom);
    if (lossTo !== null) loss.observe({ direction: 'to' }, lossTo);
    if (roundTripSeconds !== null) roundTrip.observe(roundTripSeconds);
  };
  const loss = new Histogram({
    name: 'tafelrunde_media_loss_ratio',
    help: 'Part of the packets lost from and to a participant, one observation each in ten seconds',
    labelNames: ['direction'],
    buckets: LOSS_BUCKETS,
    registers,
    collect: () => media.measure(measured),
  });
  // So that both are there from the first reading on.
  for (const direction of ['from', 'to']) loss.zero({ direction });

  new Gauge({
    name: 'tafelrunde_media_participants',
    help: 'People by the way in that their media takes: udp, tcp, turn (known by TURN_RELAY; else among the others), none',
    labelNames: ['way'],
    registers,
    collect() {
      for (const way of WAYS) this.set({ way }, 0);
      for (const { way } of media.links()) this.inc({ way });
    },
  });
  new Gauge({
    name: 'tafelrunde_media_pictures',
    help: 'Pictures shown to somebody, by the spatial layer that they get; none where the link bears no picture',
    labelNames: ['source', 'layer'],
    registers,
    collect() {
      this.reset();
      for (const { pictures } of media.links()) {
        for (const { source, spatialLayer } of pictures) this.inc({ source, layer: `${spatialLayer ?? 'none'}` });
      }
    },
  });
}
