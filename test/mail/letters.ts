import type { Letter, NewMail } from '../../src/mail/ports.ts';

export function letter(changes: Partial<Letter> = {}): Letter {
  return {
    to: { name: 'Jürgen Müller', address: 'juergen@klinik.example' },
    fromName: null,
    replyTo: null,
    language: 'de',
    subject: 'Grüße 🎉',
    text: 'Guten Tag',
    html: '<p>Guten Tag</p>',
    calendar: null,
    pictures: [],
    ...changes,
  };
}

export function mail(
  changes: Partial<Omit<NewMail, 'letter'>> & { letter?: Partial<Letter> } = {},
): Omit<NewMail, 'id'> {
  return {
    kind: 'invitation',
    organisationId: null,
    sentBy: null,
    organiserId: null,
    roomId: null,
    seatId: null,
    giveUpAt: Date.now() + 86_400_000,
    ...changes,
    letter: letter(changes.letter),
  };
}
