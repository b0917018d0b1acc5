import type { Call } from '../../call/call.ts';
import type { DeviceList } from './devices.ts';
import type { LocalSources } from './local/local-source.ts';
import type { LocalMedia } from './local-media.ts';

interface KeptDevices {
  readonly local: LocalMedia;
  readonly devices: DeviceList;
  readonly call: Pick<Call, 'getSnapshot' | 'subscribe'> & { readonly seat: Pick<Call['seat'], 'tell'> };
}

/**
 * Keeps what is known of the devices true, from the door to the end: browsers name them only after each permission, and
 * what was changed before anybody could read it is told as soon as they are at the table.
 */
export function keepDevices({ local, devices, call }: KeptDevices): void {
  devices.subscribe(() => local.devicesChanged(devices.getSnapshot()));
  const tracksOf = ({ microphone, camera }: LocalSources) =>
    [microphone, camera].map(({ capture }) => (capture.is === 'live' ? capture.track : null));
  let known = tracksOf(local.getSnapshot());
  local.subscribe(() => {
    const before = known;
    known = tracksOf(local.getSnapshot());
    if (known.some((track, at) => track !== null && track !== before[at])) void devices.refresh();
  });
  const tell = () => {
    if (call.getSnapshot().place !== 'table') return;
    for (const { kind, source, label } of local.takeDeviceChanges())
      call.seat.tell({ kind: `device-${kind}`, source, label });
  };
  local.onDeviceChange(tell);
  call.subscribe(tell);
}
