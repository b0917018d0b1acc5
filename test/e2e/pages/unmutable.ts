// Runs in the page of somebody whose browser does not obey: no track is ever switched off.

Object.defineProperty(MediaStreamTrack.prototype, 'enabled', { get: () => true, set: () => {} });
