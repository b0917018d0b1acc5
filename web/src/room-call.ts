import { Call } from './call/call.ts';
import type { LocalTracks, OpenMediaLink } from './call/media/ports.ts';
import type { ServerClock } from './call/moments.ts';
import { SocketSignaling } from './session/connection/socket-signaling.ts';
import type { RoomMemory } from './session/links/room-link.ts';
import { estimateTile } from './ui/stage/layout/stage-layout.ts';

interface RoomCallOptions {
  readonly roomId: string;
  readonly memory: RoomMemory;
  readonly local: LocalTracks;
  readonly openMedia: OpenMediaLink;
  readonly clock: ServerClock;
}

/** A call over the network, with the screen that this page has. */
export function roomCall(options: RoomCallOptions): Call {
  return new Call({
    ...options,
    signaling: new SocketSignaling(),
    estimateTile: (tiles) => {
      const { width, height } = estimateTile(tiles, { width: innerWidth, height: innerHeight });
      return { width: width * devicePixelRatio, height: height * devicePixelRatio };
    },
  });
}
