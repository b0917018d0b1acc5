import { ownReminderLetter } from '../../mail/letters/own-reminder-letter.ts';
import type { Outbox } from '../../mail/outbox.ts';
import { reservationLink } from '../links.ts';
import type { OrganisationStore, OrganiserStore } from '../ports.ts';
import type { ReservationStore } from '../reservations/ports.ts';
import type { DueOwnReminder, ReminderStore } from './ports.ts';
import { postPrepared } from './prepared.ts';
import { senderFrom } from './sender.ts';

interface OwnRemindersOptions {
  readonly organisations: Pick<OrganisationStore, 'find'>;
  readonly organisers: Pick<OrganiserStore, 'find'>;
  readonly store: ReminderStore;
  readonly reservations: Pick<ReservationStore, 'find'>;
  readonly outbox: Outbox;
  readonly publicUrl: () => string;
}

/** To the organiser of a reserved room, who need not be expected in it. Their way in is their account: the letter carries no secret. */
export async function sendOwnReminder(options: OwnRemindersOptions, due: DueOwnReminder): Promise<void> {
  const { reservations, organisers, outbox, store, publicUrl } = options;
  const { reservationId, organiserId, beginsAt, endsAt } = due;
  const [reservation, person] = await Promise.all([reservations.find(reservationId), organisers.find(organiserId)]);
  // They may have gone since.
  if (reservation === null || person === null) return;
  const { roomId, roomName, title, series, owner } = reservation;
  const { houseName } = await senderFrom(options, person, owner);
  const letter = ownReminderLetter({
    to: { name: person.name, address: person.email },
    what: title ?? roomName,
    roomName,
    houseName: houseName ?? roomName,
    window: { beginsAt, endsAt },
    zone: series.zone,
    link: reservationLink(publicUrl(), reservationId),
  });
  const mail = {
    kind: 'reminder',
    organisationId: owner?.organisationId ?? null,
    sentBy: null,
    organiserId,
    roomId,
    seatId: null,
    letter,
    giveUpAt: beginsAt,
  } as const;
  await postPrepared(outbox, [{ reservationId, organiserId, beginsAt, mail }], (reminders, maxWaiting) =>
    store.remindOwn(reminders, maxWaiting),
  );
}
