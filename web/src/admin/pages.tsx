import { AccountPage } from './account/account-page.tsx';
import { CalendarPage } from './calendar/calendar-page.tsx';
import { NewReservationPage } from './calendar/reservation/new-reservation-page.tsx';
import { ReservationPage } from './calendar/reservation/reservation-page.tsx';
import { HousePage } from './house/house-page.tsx';
import { KeptPage } from './kept/kept-page.tsx';
import { LostPage } from './lost-page.tsx';
import { PeoplePage } from './people/people-page.tsx';
import { NewRoomPage } from './rooms/form/new-room-page.tsx';
import { RoomsPage } from './rooms/list/rooms-page.tsx';
import { RoomPage } from './rooms/room-page.tsx';
import type { AdminPlace } from './router/places.ts';

/** The page of a place, for who is signed in. */
export function AdminPages({ place }: { readonly place: AdminPlace }) {
  switch (place.is) {
    case 'rooms':
      return <RoomsPage />;
    case 'new-room':
      return <NewRoomPage />;
    case 'room':
      return <RoomPage roomId={place.roomId} tab={place.tab} />;
    case 'house':
      return <HousePage />;
    case 'kept':
      return <KeptPage />;
    case 'people':
      return <PeoplePage />;
    case 'calendar':
      return <CalendarPage />;
    case 'new-reservation':
      return <NewReservationPage />;
    case 'reservation':
      return <ReservationPage key={place.reservationId} reservationId={place.reservationId} />;
    case 'account':
      return <AccountPage />;
    default:
      return <LostPage />;
  }
}
