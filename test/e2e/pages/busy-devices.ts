/** Another program has the camera and the microphone. */
navigator.mediaDevices.getUserMedia = async () => {
  throw new DOMException('', 'NotReadableError');
};
