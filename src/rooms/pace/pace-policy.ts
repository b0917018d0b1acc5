import type { Rate } from '../../platform/paces.ts';
import type { CommandName } from '../../protocol/index.ts';

// Who hears of what, and how often it may be done: the one table. A command without a row does not compile.

/**
 * `each`: one person's, at the table and at their consoles. `room`: everybody's together, so that a crowd in which nobody
 * does too much costs another room nothing; a meeting of hundreds that does the same thing at once stays below it.
 */
interface Paced {
  /** Who is told when it has an effect. `disk`: nobody, but it reads or writes what is kept. */
  readonly heardBy: 'everyone' | 'chair' | 'waiting' | 'one' | 'disk';
  readonly each: Rate;
  readonly room: Rate;
}

export type Pace =
  | Paced
  /** It costs who sends it alone; the connection's budget bounds it. */
  | { readonly heardBy: 'nobody' }
  /** Everyone hears of it, and nobody is kept: there are no more ways out than ways in. */
  | { readonly heardBy: 'leaving' };

/** 500 people who do the same at once, and then as many as the others can follow. */
const CROWD: Rate = { burst: 600, perSecond: 60 };
/** A few people decide, for all of them. */
const FEW: Rate = { burst: 120, perSecond: 15 };

/** What those from one part of the internet may take of it: a hospital comes at once, and nobody uses up all there is. */
export function shareOf({ burst, perSecond }: Rate): Rate {
  return { burst: (burst * 2) / 3, perSecond: perSecond / 3 };
}

/** One's own switches: a game with the button ends after a while, and goes on twice a second. */
const SWITCH: Paced = { heardBy: 'everyone', each: { burst: 20, perSecond: 2 }, room: CROWD };
/** A hand that goes up and down is in everybody's way: at first as often as one likes, then every two seconds. */
const HAND: Paced = { heardBy: 'everyone', each: { burst: 20, perSecond: 0.5 }, room: CROWD };
/** Microphone, camera, screen and its sound; all of it anew, and everybody's at once, when a worker was replaced. */
const PUBLISHING: Paced = {
  heardBy: 'everyone',
  each: { burst: 16, perSecond: 1 },
  room: { burst: 2_000, perSecond: 100 },
};
/** A line that comes and goes; and a hospital's, on which everybody's goes at once, and is back. */
const LINE: Paced = {
  heardBy: 'everyone',
  each: { burst: 10, perSecond: 0.5 },
  room: { burst: 2_000, perSecond: 100 },
};
/** As fast as one may clap. */
const CLAPPING: Paced = { heardBy: 'everyone', each: { burst: 10, perSecond: 1 }, room: CROWD };
/** Faster than anybody writes who means to be read. */
const WRITING: Paced = {
  heardBy: 'everyone',
  each: { burst: 20, perSecond: 2 },
  room: { burst: 1_200, perSecond: 60 },
};
/** Our own client sends a line three times a second. */
const TYPING: Paced = { heardBy: 'everyone', each: { burst: 10, perSecond: 4 }, room: { burst: 120, perSecond: 60 } };
/** To mend a name takes a try or two; more is a game with those who read them. */
const NAMING: Paced = { heardBy: 'everyone', each: { burst: 5, perSecond: 1 / 30 }, room: CROWD };
/** Another picture is chosen a few times; it comes again with every way back to a server that was started anew. */
const PORTRAYING: Paced = { heardBy: 'everyone', each: { burst: 6, perSecond: 1 / 20 }, room: CROWD };
/** All who are on a screen at once, and then as many as one may look through; 500 people come to a full page of them. */
const LOOKING: Paced = { heardBy: 'one', each: { burst: 300, perSecond: 10 }, room: { burst: 15_000, perSecond: 500 } };
/** A tap for each of 25 people, one after the other. */
const CHAIRING: Paced = { heardBy: 'everyone', each: { burst: 40, perSecond: 5 }, room: FEW };
const TO_ONE: Paced = { ...CHAIRING, heardBy: 'one' };
const TO_WAITING: Paced = { ...CHAIRING, heardBy: 'waiting' };
/** A whole plan, to the disk and to everyone. */
const PLANNING: Paced = { heardBy: 'everyone', each: { burst: 10, perSecond: 0.5 }, room: { burst: 30, perSecond: 2 } };
/** More than one meeting can have in all. */
const POLLING: Paced = { heardBy: 'everyone', each: { burst: 60, perSecond: 1 }, room: FEW };
const FROM_DISK: Paced = { ...CHAIRING, heardBy: 'disk' };
/** A page that is loaded again and again, or a line that comes and goes; and a hospital behind one address. */
const ARRIVING: Paced = {
  heardBy: 'everyone',
  each: { burst: 12, perSecond: 0.5 },
  room: { burst: 600, perSecond: 30 },
};
const LEAVING: Pace = { heardBy: 'leaving' };
const UNHEARD: Pace = { heardBy: 'nobody' };

export const PACES = {
  'room:join': ARRIVING,
  'room:leave': LEAVING,
  'stay:end': LEAVING,
  'room:lock': CHAIRING,
  'room:end': CHAIRING,
  'room:close': CHAIRING,
  'room:keep-open': CHAIRING,
  'room:extend': PLANNING,
  'room:configure': CHAIRING,
  'room:keep': PLANNING,
  'lobby:admit': CHAIRING,
  'lobby:admit-all': CHAIRING,
  'lobby:deny': { ...CHAIRING, heardBy: 'chair' },
  'lobby:message': TO_WAITING,
  /** A question or two at once; each one is shown to everybody who chairs. */
  'lobby:reply': { heardBy: 'chair', each: { burst: 5, perSecond: 0.5 }, room: { burst: 200, perSecond: 10 } },
  /** Each is compared like a password at the door, within its limits. */
  'lobby:prove': ARRIVING,
  'participant:switch-off': CHAIRING,
  'participant:mute-all': CHAIRING,
  'participant:ask': TO_ONE,
  'participant:switch-on': TO_ONE,
  'camera:offer-off': TO_ONE,
  'camera:answer-offer': { heardBy: 'chair', each: { burst: 10, perSecond: 0.5 }, room: CROWD },
  /** Our own page says it half a minute after the noise began, when it is over, and once a minute in between. */
  'noise:report': { heardBy: 'chair', each: { burst: 6, perSecond: 1 / 10 }, room: { burst: 120, perSecond: 10 } },
  'participant:restrict': CHAIRING,
  'participant:set-role': CHAIRING,
  'participant:return-to-lobby': CHAIRING,
  'name:change': NAMING,
  'participant:rename': CHAIRING,
  'portrait:set': PORTRAYING,
  'portrait:read': LOOKING,
  'portrait:allow': CHAIRING,
  'participant:remove': CHAIRING,
  'floor:restrict': CHAIRING,
  'floor:give': CHAIRING,
  'floor:take': CHAIRING,
  'floor:next': CHAIRING,
  'consent:set': SWITCH,
  'hand:raise': HAND,
  /** Goes down as often as it went up, and once more. */
  'hand:lower': { ...HAND, each: { burst: 30, perSecond: 0.5 } },
  'hands:lower': CHAIRING,
  'hands:lower-all': CHAIRING,
  'reaction:send': CLAPPING,
  'signing:set': HAND,
  'signing:end': CHAIRING,
  'spotlight:set': CHAIRING,
  'view:lead': CHAIRING,
  'plan:set': PLANNING,
  'plan:invite': FROM_DISK,
  'console:pair': UNHEARD,
  'console:join': { ...ARRIVING, heardBy: 'chair' },
  /** Everyone hears of it when somebody stood in meanwhile; our own page says it once a minute. */
  'console:attend': CHAIRING,
  'console:cut': { ...CHAIRING, heardBy: 'chair' },
  'chat:send': WRITING,
  'text:type': TYPING,
  'poll:open': POLLING,
  'poll:vote': SWITCH,
  'poll:close': POLLING,
  'attendance:list': FROM_DISK,
  // In what all there may share their screens.
  'session:start': PUBLISHING,
  'transport:connect': UNHEARD,
  'transport:restart': UNHEARD,
  'transport:report': LINE,
  'upload:report': LINE,
  /** Our own page asks every five seconds; the media workers are asked no more often. */
  'lines:read': { heardBy: 'one', each: { burst: 10, perSecond: 1 }, room: FEW },
  'turn:renew': UNHEARD,
  'producer:create': PUBLISHING,
  'producer:pause': SWITCH,
  'producer:resume': SWITCH,
  'producer:close': PUBLISHING,
  'media:view': UNHEARD,
  'consumer:resume': UNHEARD,
  // Of nobody in any room; how many there are, and how often, is bounded where checks are made.
  'check:begin': UNHEARD,
  'check:line': UNHEARD,
  'check:connect': UNHEARD,
  'check:send': UNHEARD,
  'check:receive': UNHEARD,
  'check:hang-up': UNHEARD,
  'check:end': UNHEARD,
  'check:report': UNHEARD,
} as const satisfies Readonly<Record<CommandName, Pace>>;
