import {
  type CheckedWay,
  type CheckReport,
  type DeviceOutcome,
  type SpeakerOutcome,
  WAY_KINDS,
  type WayOutcome,
} from '../../../../src/protocol/media/check-report.ts';
import type { CheckPlaces } from '../../../../src/protocol/media/checks.ts';
import type { Failure } from '../../session/signaling.ts';
import type { PlannedWay } from './planned-ways.ts';
import type { Bandwidth, CannotTry, Shown } from './ports.ts';

export type Progress = 'waiting' | 'running';

export interface TriedWay {
  readonly way: PlannedWay;
  readonly state: Progress | WayOutcome;
}

/** `listening`: the microphone is open, and whoever checks is to say something. */
export type DeviceProgress = Progress | 'listening';

export interface TriedDevice {
  readonly state: DeviceProgress | DeviceOutcome;
  readonly shows: Shown | null;
}

/** What is known of bandwidth: `none`: no picture came back; `untried`: there was no way to measure by. */
export type Measuring = { readonly is: Progress | 'none' | 'untried' } | ({ readonly is: 'measured' } & Bandwidth);

/** Whether the operator finds it again. */
export type Keeping =
  | { readonly is: Progress }
  | { readonly is: 'kept'; readonly code: string }
  | { readonly is: 'failed' };

export interface CheckRows {
  readonly webSocket: Progress | 'works' | 'fails';
  /** Null until the server has said where it is found. */
  readonly places: CheckPlaces | null;
  readonly ways: readonly TriedWay[];
  readonly bandwidth: Measuring;
  readonly microphone: TriedDevice;
  readonly camera: TriedDevice;
  readonly speaker: SpeakerOutcome;
}

/** `lost`: the server, or the connection to it. */
export type Interruption = 'lost' | CannotTry['why'];

/**
 * `refused`: the server lets nobody check just now, or not this often. `interrupted`: the server or the
 * connection to it was gone in the midst, or this browser could not try, so nothing follows. `unreachable`: it was not heard at all.
 */
export type CheckState =
  | { readonly phase: 'fresh' }
  | { readonly phase: 'interrupted'; readonly why: Interruption }
  | { readonly phase: 'refused'; readonly failure: Failure }
  | ({ readonly phase: 'running' } & CheckRows)
  | ({ readonly phase: 'unreachable' } & CheckRows)
  | ({ readonly phase: 'done'; readonly keeping: Keeping } & CheckRows);

type WithRows = Extract<CheckState, CheckRows>;

export function hasRows(state: CheckState): state is WithRows {
  return 'ways' in state;
}

const WAITING_DEVICE: TriedDevice = { state: 'waiting', shows: null };

export const NO_ROWS: CheckRows = {
  webSocket: 'waiting',
  places: null,
  ways: [],
  bandwidth: { is: 'waiting' },
  microphone: WAITING_DEVICE,
  camera: WAITING_DEVICE,
  speaker: 'unanswered',
};

/** By which one would come in, as far as is known. */
export function bestWay(ways: readonly TriedWay[]): PlannedWay | null {
  const working = ways.filter(({ state }) => state === 'works').map(({ way }) => way);
  for (const kind of WAY_KINDS) {
    const best = working.find((way) => way.kind === kind);
    if (best) return best;
  }
  return null;
}

export function reportOf(rows: CheckRows, browser: CheckReport['browser']): CheckReport {
  const { webSocket, ways, bandwidth, microphone, camera, speaker } = rows;
  return {
    webSocket: webSocket === 'works' ? 'works' : 'fails',
    ways: ways.map(({ way: { kind, port }, state }): CheckedWay => ({ kind, port, outcome: settled(state) })),
    bandwidth: bandwidth.is === 'measured' ? { up: bandwidth.up, down: bandwidth.down } : null,
    microphone: settled(microphone.state),
    camera: settled(camera.state),
    speaker,
    browser,
  };
}

export function isInProgress(state: string): state is DeviceProgress {
  return state === 'waiting' || state === 'running' || state === 'listening';
}

function settled<T extends string>(state: T | DeviceProgress): Exclude<T, DeviceProgress> | 'untried' {
  return isInProgress(state) ? 'untried' : (state as Exclude<T, DeviceProgress>);
}
