import { chair } from '../../features/chair/chair-state.ts';
import { chat } from '../../features/chat/chat-state.ts';
import { clinic } from '../../features/clinic/clinic-state.ts';
import { consoles } from '../../features/console/console-state.ts';
import { ending } from '../../features/ending/ending-state.ts';
import { floor } from '../../features/floor/floor-state.ts';
import { hands } from '../../features/hands/hands-state.ts';
import { lobby } from '../../features/lobby/lobby-state.ts';
import { plan } from '../../features/plan/plan-state.ts';
import { polls } from '../../features/polls/polls-state.ts';
import { portrait } from '../../features/portrait/portrait-state.ts';
import { reserved } from '../../features/reserved/reserved-state.ts';
import { settings } from '../../features/settings/settings-state.ts';
import { signing } from '../../features/signing/signing-state.ts';
import { stage } from '../../features/stage/stage-state.ts';
import type { EventName, EventOf, ServerEvent } from '../../session/signaling.ts';
import type { Together } from './feature.ts';
import { here } from './here.ts';
import { ownSession } from './own-session.ts';

/** Of what a meeting consists in this browser. Who is here comes first, since the others look at it. */
export const FEATURES = [
  here,
  settings,
  chair,
  lobby,
  floor,
  hands,
  plan,
  chat,
  polls,
  stage,
  signing,
  portrait,
  clinic,
  consoles,
  ending,
  reserved,
  ownSession,
] as const;

type All = (typeof FEATURES)[number];
type LaidBy<Part> = Part extends { readonly laid: (...args: never) => infer Laid } ? Laid : never;
type HeardBy<Part> = Part extends unknown
  ?
      | (Part extends { readonly changes: infer C } ? keyof C : never)
      | (Part extends { readonly words: infer W } ? keyof W : never)
      | (Part extends { readonly media: infer M } ? keyof M : never)
  : never;
type SaidBy<Part> = Part extends unknown
  ?
      | NoticeOf<Part extends { readonly words: infer W } ? W[keyof W] : never>
      | NoticeOf<Part extends { readonly refused: infer R } ? R[keyof R] : never>
      | NoticeOf<FoundBy<Part>>
  : never;
type FoundBy<Part> = Part extends { readonly found: infer Found } ? Found : never;
type NoticeOf<Say> = Say extends (...args: never) => readonly (infer Notice)[] ? Notice : never;
type SeatOf<F> = F extends { readonly atTable: infer Part } ? Part : never;

/** What table and console have in common: the meeting without one's own media. */
export interface MeetingState extends Together<LaidBy<All>> {}
/** What there is of the features at the table alone. */
export interface SeatState extends Together<LaidBy<SeatOf<All>>> {}

/** What of the features' events is worth a word. */
export type FeatureNotice = SaidBy<All> | SaidBy<SeatOf<All>>;

type News = (HeardBy<All> | HeardBy<SeatOf<All>>) & EventName;

/** What is no feature's, and who hears it. An event of the protocol that nobody hears does not compile. */
const HEARD_BY_OTHERS: Readonly<Record<Exclude<EventName, News>, 'entry' | 'door'>> = {
  'room:left': 'entry',
  'lobby:admitted': 'entry',
  'lobby:returned': 'entry',
  'lobby:updated': 'door',
  'server:closing': 'door',
};

export function isNews(event: ServerEvent): event is EventOf<News> {
  return !(event.name in HEARD_BY_OTHERS);
}
