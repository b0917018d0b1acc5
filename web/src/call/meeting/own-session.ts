import type { Feature } from './feature.ts';

/** What the server does with one's own session of media. */
export const ownSession = {
  atTable: {
    media: {
      'consumer:changed': (media, state) => media.consumerChanged(state),
      'consumer:closed': (media, { consumerId }) => media.consumerClosed(consumerId),
      'codecs:changed': (media, { codecs }) => media.screenCodecsChanged(codecs),
      'layers:wanted': (media, wanted) => media.layersWanted(wanted),
      'session:replaced': (media, access) => media.replace(access),
    },
  },
} satisfies Feature<object, object, never>;
