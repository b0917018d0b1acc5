import { occurrencesOf } from '../../catalogue/reservations/occurrences.ts';
import { instantOf } from '../../catalogue/reservations/zoned.ts';
import { assertNever } from '../../platform/errors.ts';
import type { MailLanguage } from '../../protocol/mail.ts';
import type { Series } from '../../protocol/reservations/series.ts';
import {
  cancellationOf,
  dateCancellationOf,
  dateRequestOf,
  type MeetingEvent,
  requestOf,
} from '../calendar/meeting-calendar.ts';
import type { CalendarPart, Letter, Mailbox } from '../ports.ts';
import type { Block } from './markup.ts';
import { ownWayIn } from './own-way-in.ts';
import { render } from './render.ts';
import { sayDay, sayTimes, sayWindow, sayZone } from './times.ts';
import { WORDS } from './words/index.ts';

const MINUTE_MS = 60_000;

/** What has happened to a meeting; `date` is what the series calls one of its dates. */
export type MeetingNews =
  | { readonly is: 'invited' | 'changed' | 'cancelled' }
  | { readonly is: 'date-moved' | 'date-cancelled'; readonly date: string };

export interface MeetingLetter {
  readonly news: MeetingNews;
  readonly to: Mailbox;
  readonly language: MailLanguage;
  readonly room: string;
  /** Who is meant by 'invites you', and gets the answers; null: the house itself. */
  readonly organiser: Mailbox | null;
  readonly houseName: string;
  readonly series: Series;
  /** Their own. */
  readonly link: string;
  /** MAIL_FROM. */
  readonly sentBy: string;
}

/** Invitation, change and cancellation of a reserved meeting, with its calendar part. */
export function meetingLetter(letter: MeetingLetter): Letter {
  const { news, to, language, room, organiser, houseName, series, link, sentBy } = letter;
  const words = WORDS[language];
  const by = organiser?.name ?? houseName;
  const takesPlace = news.is === 'invited' || news.is === 'changed' || news.is === 'date-moved';
  const wayIn = takesPlace ? ownWayIn(link, language) : null;
  const blocks: Block[] = [
    { is: 'paragraph', text: words.greeting(to.name) },
    {
      is: 'paragraph',
      text: isAsPlanned(news, series) ? words.dateAsPlanned(by, room) : sentence(news, by, room, language),
    },
    ...whenOf(news, series, language),
  ];
  if (wayIn !== null) blocks.push(...wayIn.blocks);
  const subject = subjectOf(news, room, series, language);
  const page = render({ language, title: subject, from: houseName, blocks });
  const event: MeetingEvent = {
    series,
    summary: room,
    description: page.text,
    link,
    organiser: organiser ?? { name: houseName, address: sentBy },
    sentBy,
    attendee: to,
  };
  return {
    to,
    fromName: houseName,
    replyTo: organiser,
    language,
    subject,
    ...page,
    calendar: calendarOf(news, event),
    pictures: wayIn === null ? [] : [wayIn.picture],
  };
}

function sentence({ is }: MeetingNews, by: string, room: string, language: MailLanguage): string {
  const words = WORDS[language];
  switch (is) {
    case 'invited':
      return words.invited(by, room);
    case 'changed':
      return words.changed(by, room);
    case 'cancelled':
      return words.cancelled(by, room);
    case 'date-moved':
      return words.dateMoved(by, room);
    case 'date-cancelled':
      return words.dateCancelled(by, room);
    default:
      return assertNever(is);
  }
}

/** A date that was otherwise, and is by the rule again. */
function isAsPlanned(news: MeetingNews, { changes, minutes }: Series): boolean {
  if (news.is !== 'date-moved') return false;
  const moved = changes.find(({ date }) => date === news.date)?.moved;
  return moved?.start === news.date && moved.minutes === minutes;
}

/** Instants of what the news are about: one date, or the first of all. */
function windowOf(news: MeetingNews, series: Series): { beginsAt: number; endsAt: number } {
  const nominal = (start: string, minutes: number) => {
    const beginsAt = instantOf(start, series.zone);
    return { beginsAt, endsAt: beginsAt + minutes * MINUTE_MS };
  };
  if (news.is === 'date-moved') {
    const moved = series.changes.find(({ date }) => date === news.date)?.moved;
    if (moved) return nominal(moved.start, moved.minutes);
  }
  if (news.is === 'date-moved' || news.is === 'date-cancelled') return nominal(news.date, series.minutes);
  return occurrencesOf(series)[0] ?? nominal(series.start, series.minutes);
}

function whenOf(news: MeetingNews, series: Series, language: MailLanguage): Block[] {
  const words = WORDS[language];
  const window = windowOf(news, series);
  const when = sayWindow(window, series.zone, language);
  const zone = [words.zone, sayZone(series.zone, window.beginsAt, language)] as const;
  if (news.is === 'date-moved' && !isAsPlanned(news, series)) {
    const before = sayWindow(windowOf({ is: 'date-cancelled', date: news.date }, series), series.zone, language);
    return [{ is: 'facts', rows: [[words.before, before], [words.when, when], zone] }];
  }
  const { dates, more } = sayTimes(series, language);
  const isOne = 'date' in news || dates.length <= 1;
  if (isOne) return [{ is: 'facts', rows: [[words.when, when], zone] }];
  const items = more > 0 ? [...dates, words.more(more)] : dates;
  return [
    { is: 'list', label: words.dates, items },
    { is: 'facts', rows: [zone] },
  ];
}

function subjectOf(news: MeetingNews, room: string, series: Series, language: MailLanguage): string {
  const words = WORDS[language];
  const day = sayDay(windowOf(news, series).beginsAt, series.zone, language);
  if (news.is === 'invited') return words.subjectInvited(room, day);
  return news.is === 'cancelled' || news.is === 'date-cancelled'
    ? words.subjectCancelled(room, day)
    : words.subjectChanged(room, day);
}

function calendarOf(news: MeetingNews, event: MeetingEvent): CalendarPart | null {
  switch (news.is) {
    case 'invited':
    case 'changed':
      return requestOf(event);
    case 'cancelled':
      return cancellationOf(event);
    case 'date-moved':
      return dateRequestOf(event, news.date);
    case 'date-cancelled':
      return dateCancellationOf(event, news.date);
    default:
      return assertNever(news);
  }
}
