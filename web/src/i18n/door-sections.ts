/**
 * What of a catalogue is read at the door, and wherever something went wrong before anything else is there. The rest
 * comes while one types one's name.
 */
export const DOOR_SECTIONS: readonly string[] = [
  'app',
  'bar',
  'broken',
  'capture',
  'common',
  'devices',
  'door',
  'duration',
  'error',
  'preview',
];

/** What is read on the page that checks one's connection, and nowhere else. */
export const CHECK_SECTIONS: readonly string[] = ['check'];
