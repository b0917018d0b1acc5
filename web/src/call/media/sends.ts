import type { FloorSource, ParticipantView, Source } from '../../../../src/protocol/index.ts';

/** Whether somebody is heard or seen by this source just now. */
export function sends({ producers }: Pick<ParticipantView, 'producers'>, source: Source): boolean {
  return producers.some((producer) => producer.source === source && !producer.paused);
}

/** What somebody wants to send and their device gives nothing for; null: nothing is. */
export function interruptionOf({ producers }: Pick<ParticipantView, 'producers'>): FloorSource | 'both' | null {
  const is = (source: FloorSource) => producers.some((one) => one.source === source && one.interrupted === true);
  if (is('microphone')) return is('camera') ? 'both' : 'microphone';
  return is('camera') ? 'camera' : null;
}
