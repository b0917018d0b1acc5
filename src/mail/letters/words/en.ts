import type { de } from './de.ts';

export const en: Words = {
  subjectInvited: (what, when) => `Invitation: ${what}, ${when}`,
  subjectChanged: (what, when) => `Changed: ${what}, ${when}`,
  subjectCancelled: (what, when) => `Cancelled: ${what}, ${when}`,
  subjectReminder: (what, when) => `Reminder: ${what}, ${when}`,
  subjectCalled: (what) => `Please come now: ${what}`,
  greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  invited: (by, what) => `${by} invites you to the video conference “${what}”.`,
  changed: (by, what) => `${by} has changed the video conference “${what}”. It now takes place like this:`,
  cancelled: (by, what) => `${by} has cancelled the video conference “${what}”. It does not take place.`,
  dateMoved: (by, what) => `${by} has moved one date of the video conference “${what}”. All others stay.`,
  dateCancelled: (by, what) => `${by} has cancelled one date of the video conference “${what}”. All others stay.`,
  dateAsPlanned: (by, what) =>
    `${by} lets one date of the video conference “${what}” take place as planned after all. All others stay.`,
  reminder: (what) => `This is a reminder of the video conference “${what}”, to which you are invited.`,
  ownReminder: (what, room) =>
    `This is a reminder of the video conference “${what}”, for which your room “${room}” is reserved.`,
  toReservation: 'To the reservation',
  called: (by, what) => `${by} is calling everyone to the video conference “${what}” now.`,
  when: 'When',
  before: 'Until now',
  zone: 'Time zone',
  dates: 'Dates',
  more: (count) =>
    count === 1 ? 'and one more, which is in your calendar' : `and ${count} more, which are in your calendar`,
  enter: 'Join the conference',
  own: 'The link is for you alone: it leads to your seat. Please do not pass it on.',
  needs: 'A browser on a computer, tablet or phone is all you need. No account, nothing to install.',
  code: 'By phone: point its camera at this code.',
  subjectAccount: (house) => `Your account at ${house}`,
  account: (house) =>
    `An account was made for you, with which you set up video conferences for ${house}. Choose a password, and you can begin.`,
  subjectForgotten: 'Choose a new password',
  forgotten: (house) =>
    `Somebody has asked for a new password for your account at ${house}. If it was you, choose it here. If not, there is nothing to do: your password still works.`,
  setPassword: 'Choose a password',
  validUntil: (until) => `The link works once, until ${until}. Please do not pass it on.`,
};

/** What German says, English says. */
export type Words = { readonly [K in keyof typeof de]: (typeof de)[K] extends string ? string : (typeof de)[K] };
