/** A browser that hands pictures to no thread by itself, as Firefox. */
for (const name of ['MediaStreamTrackProcessor', 'MediaStreamTrackGenerator']) Reflect.deleteProperty(globalThis, name);
