import { onAwake } from '../../awake.ts';

/** What a page is told of its network, and of itself when it wakes: the moments in which to look at once. */
export interface NetworkSigns {
  /** The device has a network again, or another one. */
  readonly changed: () => void;
  /** It may have, or how good it is was estimated anew. */
  readonly doubtful: () => void;
  /** The page is looked at again, or goes on after the device has slept. */
  readonly awake: () => void;
}

export type ListenForSigns = (signs: NetworkSigns) => () => void;

/** Until the answer is called. */
export const listenForSigns: ListenForSigns = ({ changed, doubtful, awake }) => {
  const scope = new AbortController();
  const { signal } = scope;
  window.addEventListener('online', changed, { signal });
  // Not in every browser; where it is, it tells of a Wi-Fi that is left for a mobile network, and of every new estimate of
  // how quick it is, far more often.
  if ('connection' in navigator && navigator.connection instanceof EventTarget) {
    const { connection } = navigator;
    let type = typeOf(connection);
    const told = () => {
      const former = type;
      type = typeOf(connection);
      if (type === former) doubtful();
      else changed();
    };
    connection.addEventListener('change', told, { signal });
  }
  onAwake(awake, scope);
  return () => scope.abort();
};

/** By what the device is connected, where a browser says so. */
function typeOf(connection: EventTarget): unknown {
  return 'type' in connection ? connection.type : null;
}
