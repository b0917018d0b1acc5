import type { DeviceOutcome, WayOutcome } from '../../../../src/protocol/media/check-report.ts';
import type { CaptureSource } from '../../media/devices/capture.ts';
import type { Request } from '../../session/signaling.ts';
import type { PlannedWay } from './planned-ways.ts';

// What a check asks of the browser. web/src/media implements it.

export interface Bandwidth {
  readonly up: number;
  readonly down: number;
}

/** What a device gives: itself while it is captured, and of a camera what was last seen of it. */
export type Shown =
  | { readonly is: 'live'; readonly track: MediaStreamTrack }
  | { readonly is: 'still'; readonly picture: ImageBitmap };

/** That the check itself could not be made: this browser makes neither a tone nor a picture to try with, or the page stayed hidden, where browsers send few pictures. */
export class CannotTry extends Error {
  override readonly name = 'CannotTry';
  readonly why: 'no-signal' | 'hidden';

  constructor(why: 'no-signal' | 'hidden') {
    super(why);
    this.why = why;
  }
}

/** `port`: of the server's the one that was tried; null: none was. */
export interface Tried {
  readonly outcome: WayOutcome;
  readonly port: number | null;
}

export interface CheckMedia {
  /** The sound that ways are tried with, in the press itself; the answer ends it. Never fails. */
  beginTone(): () => void;
  /**
   * Sound there and back by this way alone. Errors: RequestError, where the server refuses it and it says nothing of
   * the way; CannotTry.
   */
  tryWay(request: Request, way: PlannedWay, signal: AbortSignal): Promise<Tried>;
  /** Of pictures that come back, in kbit/s; null: none does. Errors: RequestError and CannotTry, as `tryWay`. */
  measure(request: Request, way: PlannedWay, signal: AbortSignal): Promise<Bandwidth | null>;
  /** Whether this page's WebSocket gets through. Never fails. */
  tryWebSocket(signal: AbortSignal): Promise<'works' | 'fails'>;
  /** Whether the server answers a plain request of this page just now. Never fails. */
  isServed(): Promise<boolean>;
  /** Captures no longer than it takes. `shown`: is given what there is to look at. Never fails. */
  tryDevice(source: CaptureSource, shown: (what: Shown) => void, signal: AbortSignal): Promise<DeviceOutcome>;
}
