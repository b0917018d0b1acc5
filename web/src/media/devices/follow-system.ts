import type { Call } from '../../call/call.ts';
import type { CaptureProblem, CaptureSource } from './capture.ts';
import type { DeviceChoice, DeviceList } from './devices.ts';
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
 * whoever leaves the choice of a microphone to the system gets what it prefers now.
 */
export function followSystem({ local, devices, call }: Followed): void {
  const opens = (source: CaptureSource, problem: CaptureProblem) => {
    const { capture } = local.getSnapshot()[source];
    if (capture.is === 'failed' && capture.problem === problem) local.switchOn(source);
  };
  for (const source of SOURCES) void watchPermission(source, () => opens(source, 'denied'));
  let preferred = preferredOf(devices.getSnapshot().microphones);
  devices.subscribe(() => {
    const { microphones, cameras } = devices.getSnapshot();
    if (microphones.length > 0) opens('microphone', 'missing');
    if (cameras.length > 0) opens('camera', 'missing');
    const before = preferred;
    preferred = preferredOf(microphones);
    const { wanted, capture } = local.getSnapshot().microphone;
    if (before === null || preferred === null || preferred.label === before.label) return;
    const isOther = capture.is === 'live' && capture.device?.id === DEFAULT && capture.device.label !== preferred.label;
    if (!isOther) return;
    local.retake('microphone');
    if (!wanted || call.getSnapshot().place !== 'table') return;
    call.seat.tell({ kind: 'device-preferred', source: 'microphone', label: bareLabel(preferred, microphones) });
  });
}

function preferredOf(microphones: readonly DeviceChoice[]): DeviceChoice | null {
  return microphones.find(({ id }) => id === DEFAULT) ?? null;
}

/** Without the browser's word for it before the name. */
function bareLabel({ label }: DeviceChoice, all: readonly DeviceChoice[]): string {
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
