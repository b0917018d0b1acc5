import type { Handlers } from './handler.ts';

export const clinicHandlers: Handlers<'lines:read' | 'camera:offer-off' | 'camera:answer-offer'> = {
  'lines:read': ({ clinic }, membership) => clinic.read(membership),
  'camera:offer-off': ({ clinic }, membership, command) => clinic.offerCameraOff(membership, command),
  'camera:answer-offer': ({ clinic }, membership, command) => clinic.answerOffer(membership, command),
};
