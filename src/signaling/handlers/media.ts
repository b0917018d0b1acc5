import type { Handlers } from './handler.ts';

type MediaAction =
  | 'session:start'
  | 'transport:connect'
  | 'transport:restart'
  | 'transport:report'
  | 'upload:report'
  | 'turn:renew'
  | 'producer:create'
  | 'producer:pause'
  | 'producer:resume'
  | 'producer:close'
  | 'media:view'
  | 'consumer:resume';

export const mediaHandlers: Handlers<MediaAction> = {
  'session:start': ({ media }, membership, command) => media.start(membership, command),
  'transport:connect': ({ media }, membership, command) => media.connectTransport(membership, command),
  'transport:restart': ({ media }, membership, command) => media.restartTransport(membership, command),
  'transport:report': ({ media }, membership, command) => media.reportTransport(membership, command),
  'upload:report': ({ media }, membership, command) => media.reportUpload(membership, command),
  'turn:renew': ({ media }, membership) => media.renewTurn(membership),
  'producer:create': ({ media }, membership, command) => media.produce(membership, command),
  'producer:pause': ({ media }, membership, command) => media.pauseProducer(membership, command),
  'producer:resume': ({ media }, membership, command) => media.resumeProducer(membership, command),
  'producer:close': ({ media }, membership, command) => media.closeProducer(membership, command),
  'media:view': ({ media }, membership, command) => media.view(membership, command),
  'consumer:resume': ({ media }, membership, command) => media.resumeConsumers(membership, command),
};
