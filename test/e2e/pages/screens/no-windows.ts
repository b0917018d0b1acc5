/** A browser without full screen and small windows, as on an iPhone. */
Reflect.deleteProperty(globalThis, 'documentPictureInPicture');
Object.defineProperty(Document.prototype, 'fullscreenEnabled', { value: false });
