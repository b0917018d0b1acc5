import { isOffOnEntry } from '../../../../src/protocol/meeting/floor/off-on-entry.ts';
import type { Call } from '../../call/call.ts';
import type { TableState } from '../../call/call-state.ts';
import { lockedFor, ownView } from '../../call/meeting/own-view.ts';
import type { CaptureProblem, CaptureSource } from './capture.ts';
import type { DeviceChoice, DeviceList } from './devices.ts';
import { isOn } from './local/local-source.ts';
import type { LocalMedia } from './local-media.ts';

const SOURCES: readonly CaptureSource[] = ['microphone', 'camera'];
/** As Chromium calls what the system prefers; others do not list it, and follow it by themselves. */
const DEFAULT = 'default';

interface Followed {
  readonly local: LocalMedia;
  readonly devices: DeviceList;
  readonly call: Pick<Call, 'getSnapshot'> & { readonly seat: Pick<Call['seat'], 'tell'> };
}

/**
 * What somebody wanted and could not have is opened as soon as the system has it: allowed after all, or plugged in. And
 * whoever leaves the choice of a microphone to the system gets what it prefers now. Both are told at the table.
 */
export function followSystem({ local, devices, call }: Followed): void {
  const arriving = new Set<CaptureSource>();
  const opens = (source: CaptureSource, problem: CaptureProblem) => {
    const { capture } = local.getSnapshot()[source];
    if (capture.is !== 'failed' || capture.problem !== problem) return;
    const state = call.getSnapshot();
    if (state.place !== 'table') return local.switchOn(source);
    if (state.self.role === 'observer') return;
    const isLocked = lockedFor(state)[source];
    if (!isLocked && !isOffByEntry(state, source)) {
      arriving.add(source);
      return local.switchOn(source);
    }
    // Nobody is heard or seen there who has not pressed for it.
    if (source === 'microphone') {
      const opened = local.openMuted();
      if (!isLocked) return void opened.then(tellReady);
    } else local.switchOff(source);
    call.seat.tell({ kind: isLocked ? 'held-back' : 'device-ready', source });
  };
  const tellReady = () => {
    const { wanted, capture } = local.getSnapshot().microphone;
    if (call.getSnapshot().place !== 'table' || wanted || capture.is !== 'live') return;
    call.seat.tell({ kind: 'device-ready', source: 'microphone' });
  };
  local.subscribe(() => {
    for (const source of arriving) {
      const own = local.getSnapshot()[source];
      const { wanted, capture } = own;
      if (wanted && !isOn(own)) continue;
      arriving.delete(source);
      if (!wanted || capture.is !== 'live') continue;
      const label = bareLabel(capture.device?.label ?? '', devices.getSnapshot()[`${source}s`]);
      call.seat.tell({ kind: 'device-arrived', source, label });
    }
  });
  for (const source of SOURCES) void watchPermission(source, () => opens(source, 'denied'));
  let preferred = preferredOf(devices.getSnapshot().microphones);
  devices.subscribe(() => {
    const { microphones, cameras } = devices.getSnapshot();
    if (microphones.length > 0) opens('microphone', 'missing');
    if (cameras.length > 0) opens('camera', 'missing');
    const before = preferred;
    preferred = preferredOf(microphones);
    const { capture } = local.getSnapshot().microphone;
    if (before === null || preferred === null || preferred.label === before.label) return;
    const isOther = capture.is === 'live' && capture.device?.id === DEFAULT && capture.device.label !== preferred.label;
    if (!isOther) return;
    local.retake('microphone');
    if (call.getSnapshot().place !== 'table') return;
    call.seat.tell({ kind: 'device-preferred', source: 'microphone', label: bareLabel(preferred.label, microphones) });
  });
}

/** As the server has it: what was sent once has entered, and is as its owner wants it. */
function isOffByEntry(table: TableState, source: CaptureSource): boolean {
  const hasEntered = ownView(table)?.producers.some((producer) => producer.source === source) === true;
  return !hasEntered && table.self.role !== 'moderator' && isOffOnEntry(table.room, source);
}

function preferredOf(microphones: readonly DeviceChoice[]): DeviceChoice | null {
  return microphones.find(({ id }) => id === DEFAULT) ?? null;
}

/** Without the browser's word for it before the name. */
function bareLabel(label: string, all: readonly DeviceChoice[]): string {
  return all.find((one) => one.id !== DEFAULT && one.label !== '' && label.endsWith(one.label))?.label ?? label;
}

async function watchPermission(name: CaptureSource, granted: () => void): Promise<void> {
  try {
    const status = await navigator.permissions.query({ name });
    const look = () => status.state === 'granted' && granted();
    status.addEventListener('change', look);
    // It may have been given before anybody listened.
    look();
  } catch {
    // This browser does not say it: the button does.
  }
}
