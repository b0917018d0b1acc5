// The organisers' pages by their addresses.

/** What there is to see of one room. */
export const ROOM_TABS = ['settings', 'invites', 'plan', 'call', 'live'] as const;
export type RoomTab = (typeof ROOM_TABS)[number];

export type AdminPlace =
  | { readonly is: 'home' }
  | { readonly is: 'sign-in' }
  | { readonly is: 'password' }
  | { readonly is: 'rooms' }
  | { readonly is: 'new-room' }
  | { readonly is: 'room'; readonly roomId: string; readonly tab: RoomTab }
  | { readonly is: 'calendar' }
  | { readonly is: 'new-reservation' }
  | { readonly is: 'reservation'; readonly reservationId: string }
  | { readonly is: 'house' }
  | { readonly is: 'kept' }
  | { readonly is: 'people' }
  | { readonly is: 'account' }
  | { readonly is: 'lost' };

export const HOME = '/verwaltung';
const TAB_PATHS: Readonly<Record<RoomTab, string>> = {
  settings: '',
  invites: '/einladungen',
  plan: '/sitzordnung',
  call: '/rufen',
  live: '/jetzt',
};

export const paths = {
  signIn: `${HOME}/anmelden`,
  rooms: `${HOME}/raeume`,
  newRoom: `${HOME}/raeume/neu`,
  room: (roomId: string, tab: RoomTab = 'settings') => `${HOME}/raeume/${roomId}${TAB_PATHS[tab]}`,
  calendar: `${HOME}/kalender`,
  newReservation: (roomId?: string) => `${HOME}/kalender/neu${roomId === undefined ? '' : `?raum=${roomId}`}`,
  reservation: (reservationId: string) => `${HOME}/kalender/${reservationId}`,
  house: `${HOME}/organisation`,
  kept: `${HOME}/organisation/gespeichert`,
  people: `${HOME}/organisatoren`,
  account: `${HOME}/konto`,
} as const;

/** As somebody may have typed it. */
export function placeOf(pathname: string): AdminPlace {
  const [, , section = '', ...rest] = pathname.toLowerCase().replace(/\/+/g, '/').replace(/\/$/, '').split('/');
  if (section === 'raeume') return placeAmongRooms(rest);
  if (section === 'kalender') return placeInCalendar(rest);
  if (section === 'organisation' && rest.join('/') === 'gespeichert') return { is: 'kept' };
  if (rest.length > 0) return { is: 'lost' };
  switch (section) {
    case '':
      return { is: 'home' };
    case 'anmelden':
      return { is: 'sign-in' };
    case 'passwort':
      return { is: 'password' };
    case 'organisation':
      return { is: 'house' };
    case 'organisatoren':
      return { is: 'people' };
    case 'konto':
      return { is: 'account' };
    default:
      return { is: 'lost' };
  }
}

function placeAmongRooms([roomId, ...rest]: readonly string[]): AdminPlace {
  if (roomId === undefined) return { is: 'rooms' };
  if (roomId === 'neu' && rest.length === 0) return { is: 'new-room' };
  const path = rest.map((part) => `/${part}`).join('');
  const tab = ROOM_TABS.find((each) => TAB_PATHS[each] === path);
  return tab === undefined ? { is: 'lost' } : { is: 'room', roomId, tab };
}

function placeInCalendar([reservationId, ...rest]: readonly string[]): AdminPlace {
  if (rest.length > 0) return { is: 'lost' };
  if (reservationId === undefined) return { is: 'calendar' };
  return reservationId === 'neu' ? { is: 'new-reservation' } : { is: 'reservation', reservationId };
}

/** Where somebody goes on who has signed in: where they were going, on this server. */
export function isOurs(path: string): boolean {
  return path === HOME || path.startsWith(`${HOME}/`) || path.startsWith(`${HOME}?`) || path.startsWith(`${HOME}#`);
}

/** The way to sign in, and back to `next`. */
export function signInPath(next: string): string {
  return isOurs(next) && next !== HOME ? `${paths.signIn}?next=${encodeURIComponent(next)}` : paths.signIn;
}
