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

/** What of the door's sections is read behind it alone, and comes with the rest. */
const LATE_KEYS: Readonly<Record<string, readonly string[]>> = {
  bar: [
    ...['skip', 'label', 'screen', 'people', 'more', 'leave', 'screenOn', 'screenOff', 'peopleOn', 'peopleOff'],
    ...['waiting_one', 'waiting_other', 'chat', 'chatOn', 'chatOff', 'unread_one', 'unread_other'],
    ...['polls', 'pollsOn', 'pollsOff', 'pollWaits'],
  ],
  capture: ['screen'],
  devices: [
    ...[
      'default',
      'unnamedCamera',
      'unnamedMicrophone',
      'unnamedSpeaker',
      'noCamera',
      'noMicrophone',
      'sound',
      'clear',
    ],
    ...[
      'plain',
      'original',
      'clearHint',
      'plainHint',
      'originalHint',
      'slow',
      'unsupported',
      'stalled',
      'testSpeaker',
      'soundOnly',
    ],
    ...['soundOnlyHint', 'background', 'backgrounds', 'backgroundPlain', 'backgroundHint', 'backgroundStill'],
    ...['ownNone', 'ownKept', 'ownChoose', 'ownOther', 'ownForget', 'ownProblem'],
  ],
};

/** What is read on the page that checks one's connection, and nowhere else. */
const CHECK_SECTIONS: readonly string[] = ['check'];

/** What is read on the organisers' pages, and nowhere else. */
const ADMIN_SECTIONS: readonly string[] = ['admin', 'calendar'];
/** What those pages have in common with what lies behind the door. */
const SHARED_WITH_ADMIN: readonly string[] = ['attendance', 'entry', 'link', 'made', 'making', 'plan', 'role'];

/** A whole catalogue, by its sections. */
export type Catalogue = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What of a catalogue is in this part of it. */
export function textsOf(catalogue: Catalogue, part: string): Catalogue {
  const sections = Object.entries(catalogue).flatMap(([section, texts]) => {
    const late = LATE_KEYS[section];
    if (late === undefined) return isTextOf(section, part) ? [[section, texts]] : [];
    const isLate = part === 'rest';
    if (!isLate && part !== 'door') return [];
    return [[section, Object.fromEntries(Object.entries(texts).filter(([key]) => late.includes(key) === isLate))]];
  });
  return Object.fromEntries(sections);
}

/** Whether a section is in this part of a catalogue; the door's are in no other, since every page has them. */
export function isTextOf(section: string, part: string): boolean {
  if (DOOR_SECTIONS.includes(section)) return part === 'door';
  if (CHECK_SECTIONS.includes(section)) return part === 'check';
  if (ADMIN_SECTIONS.includes(section)) return part === 'admin';
  return part === 'rest' || (part === 'admin' && SHARED_WITH_ADMIN.includes(section));
}
