/** Another program has the camera and the microphone, until it lets them go. */
const { mediaDevices: devices } = navigator as Partial<Navigator>;
// The page before the first has none.
if (devices) {
  const capture = devices.getUserMedia;
  devices.getUserMedia = async () => {
    throw new DOMException('', 'NotReadableError');
  };
  Object.assign(globalThis, {
    busyDevices: {
      free() {
        devices.getUserMedia = capture;
      },
    },
  });
}
