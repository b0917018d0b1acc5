import type { Call } from '../../call/call.ts';
import type { LocalTracks } from '../../call/media/ports.ts';

interface Answering {
  readonly call: Pick<Call, 'getSnapshot' | 'request'> & { readonly seat: Pick<Call['seat'], 'settle'> };
  readonly local: Pick<LocalTracks, 'switchOff'>;
}

/** To the chair's question whether one's picture had better be off; once. */
export function answerOffer({ call, local }: Answering, accepted: boolean): void {
  const state = call.getSnapshot();
  if (state.place !== 'table' || !state.isOffered) return;
  call.seat.settle({ isOffered: false });
  if (accepted) local.switchOff('camera');
  // Whoever asked may have withdrawn it with their going, and then there is nothing to tell.
  call.request('camera:answer-offer', { accepted }).catch(() => {});
}
