import type { JanusRoom } from '../processes/janus-server.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';

/** Device pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PersonPlan {
  readonly microphone: boolean;
  /**
   * What it brings while somebody else speaks: silence in all its packets, hardly any packets since a gate closes it, or
   * the noise of a room.
   */
  readonly rest?: 'silence' | 'pauses' | 'noise';
  /** The chair's microphone is sent to everybody, however many others are louder. */
  readonly chairs?: boolean;
  /** Simulcast layers of the camera; 0 is none. */
  readonly cameraLayers: 0 | 1 | 3;
  /** Three layers that a browser can show, in place of packets that only look like pictures. */
  readonly isFilm?: boolean;
  /** How large everybody else is shown; null: nothing is received. */
  readonly tile: Size | null;
  /** Of the others only the first so many are shown, and heard. */
  readonly shows?: number;
}

/** Where people meet: at a running product, at Janus, or on the bare server that the parent process passes calls on to. */
export type Target =
  | { readonly kind: 'tafelrunde'; readonly room: RoomAccess }
  | { readonly kind: 'janus'; readonly room: JanusRoom }
  | { readonly kind: 'bare' };

/** What a browser with a camera sends and one with a large window shows. */
export const FULL_SIZE: Size = { width: 1280, height: 720 };

/** The screen that the design's 25 tiles are for. */
export const FULL_HD: Size = { width: 1920, height: 1080 };

/** As browsers meet: everyone sends three layers and shows everybody at the same size. */
export function meetingOf(people: number, tile: Size): readonly PersonPlan[] {
  return Array.from({ length: people }, () => ({ microphone: true, cameraLayers: 3, tile: wholePixels(tile) }));
}

export function wholePixels({ width, height }: Size): Size {
  return { width: Math.round(width), height: Math.round(height) };
}

/** Everyone sends and receives; one video layer, so that every server forwards the same. */
export function everyoneSeesEveryone(people: number): readonly PersonPlan[] {
  return Array.from({ length: people }, () => ({ microphone: true, cameraLayers: 1, tile: FULL_SIZE }));
}

export function oneSendsVideoTo(receivers: number): readonly PersonPlan[] {
  return [
    { microphone: false, cameraLayers: 1, tile: null },
    ...Array.from({ length: receivers }, () => ({ microphone: false, cameraLayers: 0, tile: FULL_SIZE }) as const),
  ];
}

/** Part of what should arrive that must: a load client that skips frames because its machine is busy is no load. */
export const FULL_FLOW = 0.98;

const AUDIO_PACKETS_PER_S = 50;
/** Of the largest layer. */
const VIDEO_PACKETS_PER_S = 180;

/** What somebody gets who takes all that the others send, each camera in its largest layer. */
export function packetsPerSecondTo(receiver: number, plan: readonly PersonPlan[]): number {
  if (!plan[receiver]?.tile) return 0;
  const others = plan.filter((_, index) => index !== receiver).slice(0, plan[receiver].shows);
  return others.reduce(
    (sum, { microphone, cameraLayers }) =>
      sum + (microphone ? AUDIO_PACKETS_PER_S : 0) + (cameraLayers > 0 ? VIDEO_PACKETS_PER_S : 0),
    0,
  );
}
