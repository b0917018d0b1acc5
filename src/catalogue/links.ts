// Where people go. `publicUrl`: of this installation, without a slash at its end.

export function roomLink(publicUrl: string, roomId: string): string {
  return `${publicUrl}/r/${roomId}`;
}

/** The secret stands in the fragment, which no browser sends and no server logs. */
export function inviteLink(publicUrl: string, roomId: string, secret: string): string {
  return `${roomLink(publicUrl, roomId)}#invite=${secret}`;
}

/** Somebody's own account, for who is signed in or signs in on the way. */
export function accountLink(publicUrl: string): string {
  return `${publicUrl}/verwaltung/konto`;
}

export function houseLink(publicUrl: string): string {
  return `${publicUrl}/verwaltung/organisation`;
}

/** One reservation, for who is signed in or signs in on the way. */
export function reservationLink(publicUrl: string, reservationId: string): string {
  return `${publicUrl}/verwaltung/kalender/${reservationId}`;
}

/** Where somebody sets the password of their account; the secret as above. */
export function passwordLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/verwaltung/passwort#link=${secret}`;
}
