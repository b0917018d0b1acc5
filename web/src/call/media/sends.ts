import type { ParticipantView, Source } from '../../../../src/protocol/index.ts';

/** Whether somebody is heard or seen by this source just now. */
export function sends({ producers }: Pick<ParticipantView, 'producers'>, source: Source): boolean {
  return producers.some((producer) => producer.source === source && !producer.paused);
}
