import type { EchoWay } from '../../support/media/measurements.ts';

// A browser that cancels echoes only if `globalThis.echoWay` says so, and in which voices can be levelled only if it does.

const { mediaDevices } = navigator;
const { echoWay } = globalThis as { echoWay?: EchoWay };

if (mediaDevices && echoWay?.cancels === false) {
  const capture = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (asked) => {
    const audio = typeof asked?.audio === 'object' ? { ...asked.audio, echoCancellation: false } : asked?.audio;
    return capture({ ...asked, ...(audio !== undefined && { audio }) });
  };
}
if (echoWay?.levels === false) {
  globalThis.AudioWorkletNode = class {
    constructor() {
      throw new DOMException('', 'NotSupportedError');
    }
  } as unknown as typeof AudioWorkletNode;
}
