import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type CommandInput,
  type FloorSwitches,
  MAX_SIGNERS,
  type ParticipantView,
  type Role,
  type RoomView,
} from '../../../src/protocol/index.ts';
import { SUCCESSION_DELAY_MS } from '../../../src/rooms/chair/chair-service.ts';
import { RESUME_WINDOW_MS } from '../../../src/rooms/meeting/participant/participant-state.ts';
import type { Action } from '../../../src/rooms/meeting/rights.ts';
import { GATHER_MS } from '../../../src/rooms/meeting/telling/broadcast.ts';
import { VACATED_AFTER_MS } from '../../../src/rooms/plan/plan-service.ts';
import type { MeetingState } from '../../../web/src/call/meeting/features.ts';
import { applyToMeeting, meetingOf } from '../../../web/src/call/meeting/meeting-events.ts';
import { type Attendee, type Meeting, openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';

// Long random meetings with drops: roles, lobby, floor, hands, plan, who signs and consoles together, ways back that fail or whose answer
// is lost, pages that are closed or opened twice, workers that die, invites that are revoked or expire, a server that drains or is killed and
// started again. The model is small and says only
// what people rely on: nobody holds a right that the table does not give, nobody is lost from a list, queues keep order.

const RTP = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }] };
const MICROPHONE = { source: 'microphone', rtpParameters: RTP } as const;

type Step =
  | { readonly do: 'enter'; readonly role: Role | null }
  | {
      readonly do: 'drop' | 'close-page' | 'leave' | 'pair' | 'speak' | 'raise' | 'lower' | 'sign' | 'portray';
      readonly who: number;
    }
  | {
      readonly do: 'return';
      readonly who: number;
      readonly keeps: boolean;
      readonly fails: boolean;
      readonly lost: number;
    }
  | { readonly do: 'open-again' | 'revoke' | 'expire'; readonly who: number }
  | { readonly do: 'lose-worker' }
  | { readonly do: 'crash' }
  | { readonly do: 'set-plan'; readonly who: number; readonly names: readonly string[] }
  | { readonly do: 'drain' }
  | { readonly do: 'chair'; readonly who: number; readonly command: ChairCommand; readonly whom: number }
  | { readonly do: 'wait'; readonly ms: number };

type ChairCommand = (typeof CHAIR_COMMANDS)[number];
const CHAIR_COMMANDS = [
  'lobby:admit',
  'lobby:admit-all',
  'lobby:deny',
  'participant:return-to-lobby',
  'participant:remove',
  'participant:switch-off',
  'participant:mute-all',
  'participant:restrict',
  'floor:restrict',
  'floor:give',
  'floor:take',
  'floor:next',
  'hands:lower',
  'hands:lower-all',
  'participant:rename',
  'portrait:allow',
  'view:lead',
  'signing:end',
  'spotlight:set',
  'participant:set-role/participant',
  'participant:set-role/deputy',
  'participant:set-role/observer',
  'participant:set-role/moderator',
] as const;

/** Some of who come, and somebody who never does. */
const PLANNED = ['Person 0', 'Person 1', 'Person 2', 'Person 4', 'Person 7', 'Niemand'];

const who = fc.nat({ max: 11 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('enter' as const),
      role: fc.constantFrom<Role | null>('moderator', 'deputy', 'deputy', 'observer', null, null, null),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        ...([
          'drop',
          'close-page',
          'leave',
          'pair',
          'speak',
          'raise',
          'raise',
          'lower',
          'sign',
          'sign',
          'portray',
        ] as const),
        'open-again',
      ),
      who,
    }) as fc.Arbitrary<Step>,
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('return' as const),
      who,
      keeps: fc.boolean(),
      fails: fc.boolean(),
      lost: fc.nat({ max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: 'lose-worker' }, { do: 'drain' }, { do: 'crash' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('revoke' as const, 'expire' as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('set-plan' as const), who, names: fc.shuffledSubarray(PLANNED) }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('chair' as const),
      who,
      command: fc.constantFrom(...CHAIR_COMMANDS),
      whom: who,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1_000, SUCCESSION_DELAY_MS, 60_000, RESUME_WINDOW_MS),
    }),
  },
);

/** What the people of one meeting rely on, kept beside the real one. */
class Beside {
  readonly meeting: Meeting = openMeeting({
    lobby: 'on',
    plan: PLANNED.slice(1).map((name) => ({ id: `seat of ${name}`, name })),
  });
  readonly people: Attendee[] = [];
  /** Ids, in the order that everyone expects. */
  waiting: string[] = [];
  hands: string[] = [];
  signing: string[] = [];
  spotlight: string | null = null;
  readonly #droppedAt = new Map<Attendee, number>();
  /** By browser: the link it was opened by. */
  readonly #invites = new Map<string, string>();
  readonly #gone = new Set<Attendee>();
  readonly #screens = new Map<Attendee, MeetingState | null>();
  #isDraining = false;

  async take(step: Step): Promise<void> {
    if (step.do === 'enter') await this.#enter(step.role);
    else if (step.do === 'wait') await this.#wait(step.ms);
    else if (step.do === 'lose-worker') this.meeting.mediaPlane.lose(this.people[0]?.membership.meeting.id ?? '');
    else if (step.do === 'drain') this.#drain();
    else if (step.do === 'crash') await this.#crash();
    else await this.#act(step);
    await this.#wait(0);
  }

  /** Until everyone was told what has happened, also of those whose time ran out meanwhile. */
  async rest(): Promise<void> {
    const left = () => this.people.filter(({ membership }) => membership.participant.state.kind === 'left').length;
    for (let before = -1; before < left(); ) {
      before = left();
      await this.#wait(VACATED_AFTER_MS + GATHER_MS);
    }
  }

  /** Who can be counted on to be here, connected or not. */
  get present(): readonly Attendee[] {
    return this.people.filter((person) => !this.#gone.has(person));
  }

  isConnected(person: Attendee): boolean {
    return !this.#gone.has(person) && !this.#droppedAt.has(person);
  }

  roleOf(person: Attendee): Role | null {
    const { state } = person.membership.participant;
    const place = state.kind === 'reconnecting' ? state.resumeTo : state;
    return 'role' in place ? place.role : null;
  }

  async #enter(role: Role | null): Promise<void> {
    if (this.people.length >= 12) return;
    const device = deviceOf(this.people.length);
    const invite = role === null ? undefined : this.meeting.inviteFor(role);
    const entering = this.meeting.enter(`Person ${this.people.length}`, { device, ...(invite ? { invite } : {}) });
    if (this.#isDraining) return void (await expect(entering).rejects.toMatchObject({ code: 'SERVER_DRAINING' }));
    const person = await entering;
    if (invite) this.#invites.set(device, invite);
    this.people.push(person);
    if (person.reply.state === 'lobby') this.waiting.push(person.id);
  }

  #drain(): void {
    this.meeting.rooms.draining.begin();
    this.#isDraining = true;
  }

  /** Their pages find no place of theirs, and open their links once more: who sat sits, who waited waits. */
  async #crash(): Promise<void> {
    const former = this.people.map((person, index) => ({ person, index, wasHere: this.isConnected(person) }));
    const seated = new Set(former.filter(({ person }) => person.reply.state === 'joined').map(({ person }) => person));
    await this.meeting.crashAndRestart();
    vi.clearAllTimers();
    this.#isDraining = false;
    [this.waiting, this.hands, this.signing, this.spotlight] = [[], [], [], null];
    for (const { person } of former) this.#forget(person);
    for (const { person, index, wasHere } of former) {
      if (!wasHere || person.reply.state === 'console') continue;
      const device = deviceOf(index);
      const invite = this.#invites.get(device);
      const entering = this.meeting.enter(person.displayName, { device, ...(invite ? { invite } : {}) });
      if (this.meeting.revoked.has(person.membership.participant.invite?.inviteId ?? '')) {
        await expect(entering).rejects.toMatchObject({ code: 'INVITE_INVALID' });
        continue;
      }
      const again = await entering;
      expect(again.reply.state, `${person.displayName} after the crash`).toBe(seated.has(person) ? 'joined' : 'lobby');
      this.people[index] = again;
      if (again.reply.state === 'lobby') this.waiting.push(again.id);
    }
  }

  /** The same browser opens the link once more: it is here once, in its place or among those who wait. */
  async #openAgain(person: Attendee): Promise<void> {
    if (this.#isDraining || person.reply.state === 'console') return;
    const index = this.people.indexOf(person);
    const invited = person.membership.participant.invite !== null;
    // Whoever came by a link of their own would open that one; what it gives is not the model's.
    if (invited) return;
    const again = await this.meeting.enter(person.displayName, { device: deviceOf(index) });
    const passed = (id: string) => (id === person.id && again.reply.state === 'joined' ? again.id : id);
    this.hands = this.hands.map(passed);
    this.signing = this.signing.map(passed);
    this.spotlight = this.spotlight && passed(this.spotlight);
    this.#forget(person);
    this.people[index] = again;
    if (again.reply.state === 'lobby') this.waiting.push(again.id);
  }

  /** Until it succeeds: what fails, and what is answered to nobody, leaves everything as it was. */
  async #return(person: Attendee, { keeps, fails, lost }: Extract<Step, { do: 'return' }>): Promise<void> {
    const { mediaPlane } = this.meeting;
    const { invite } = person.membership.participant;
    if (invite !== null && this.meeting.revoked.has(invite.inviteId)) {
      const refusal = await this.meeting.comeBack(person).then(
        () => null,
        (error: { code: string }) => error.code,
      );
      expect(['RESUME_INVALID', 'RATE_LIMITED']).toContain(refusal);
      return refusal === 'RESUME_INVALID' ? this.#forget(person) : undefined;
    }
    const { reply } = person;
    const attempt = async (as: typeof reply) => {
      const codeOf = (error: { code: string }) => error.code;
      return this.meeting.comeBack(person, { keeps, as }).then(() => null, codeOf);
    };
    const { state } = person.membership.participant;
    const wasAdmitted = state.kind === 'reconnecting' && state.resumeTo.kind === 'lobby' && state.resumeTo.admitted;
    mediaPlane.failing = fails;
    const first = await attempt(reply);
    mediaPlane.failing = false;
    // Back without a session, they wait once more, and the operator reads why.
    if (wasAdmitted && fails && first === null) {
      this.waiting.push(person.id);
      expect(this.meeting.failures.splice(0)).toMatchObject([{ code: 'MEDIA_UNAVAILABLE' }]);
    }
    const codes = [first];
    // By what they held before the answers that were lost, and at last by what they heard.
    for (let time = 0; time < lost; time += 1) codes.push(await attempt(reply));
    codes.push(await attempt(person.reply));
    const expected = [null, 'RATE_LIMITED', ...(fails ? ['MEDIA_UNAVAILABLE'] : [])];
    for (const code of codes) expect(expected).toContain(code);
    if (!codes.includes(null)) return;
    this.#droppedAt.delete(person);
    this.#screens.delete(person);
  }

  async #wait(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
    for (const [person, at] of this.#droppedAt) if (Date.now() - at >= RESUME_WINDOW_MS) this.#forget(person);
  }

  async #act(step: Exclude<Step, { do: 'enter' | 'wait' | 'lose-worker' | 'drain' | 'crash' }>): Promise<void> {
    const person = this.people[step.who % Math.max(1, this.people.length)];
    if (!person || this.#gone.has(person)) return;
    if (step.do === 'return') return this.#return(person, step);
    if (step.do === 'open-again') return this.#openAgain(person);
    if (step.do === 'revoke' || step.do === 'expire') {
      const { invite, state } = person.membership.participant;
      // Whoever is in stays, and comes back.
      if (step.do === 'expire') return void (invite && this.meeting.expired.add(invite.inviteId));
      // Who leads goes on leading the model.
      if (invite && state.kind !== 'left' && this.roleOf(person) !== 'moderator')
        this.meeting.revoked.add(invite.inviteId);
      return;
    }
    if (!this.isConnected(person)) return;
    if (step.do === 'drop' || step.do === 'close-page') {
      if (step.do === 'drop') person.drop();
      else await person.send('stay:end', {});
      this.#droppedAt.set(person, Date.now());
      return;
    }
    if (step.do === 'chair') return this.#chair(person, step);
    if (step.do === 'set-plan') return this.#setPlan(person, step.names);
    const isSeated = person.reply.state === 'joined';
    const maySpeak = isSeated && this.roleOf(person) !== 'observer';
    switch (step.do) {
      case 'leave':
        await person.send('room:leave', {});
        this.#forget(person);
        break;
      case 'raise':
        expect((await person.codeOf('hand:raise', {})) === null).toBe(maySpeak);
        if (maySpeak && !this.hands.includes(person.id)) this.hands.push(person.id);
        break;
      case 'lower':
        expect((await person.codeOf('hand:lower', {})) === null).toBe(maySpeak);
        if (maySpeak) this.#lower(person.id);
        break;
      case 'sign':
        await this.#sign(person, maySpeak);
        break;
      case 'speak':
        await this.#speak(person, maySpeak);
        break;
      case 'portray':
        await this.#portray(person);
        break;
      case 'pair': {
        const mayPair = isSeated && person.membership.participant.isChairing;
        if (!mayPair) expect(await person.codeOf('console:pair', {})).toBe('NOT_ALLOWED');
        else if (this.people.length < 12 && person.membership.meeting.people.consoles.length < 4) {
          this.people.push(await this.meeting.openConsole(person));
        }
      }
    }
  }

  /** Or no longer. */
  async #sign(person: Attendee, maySpeak: boolean): Promise<void> {
    const isOn = !this.signing.includes(person.id);
    const code = await person.codeOf('signing:set', { isOn });
    if (!maySpeak) return void expect(code).toBe('NOT_ALLOWED');
    const isRefused = isOn && this.signing.length === MAX_SIGNERS;
    expect(code).toBe(isRefused ? 'INVALID_STATE' : null);
    if (!isOn) this.#unsingle(person.id, { from: 'signing' });
    else if (!isRefused) this.signing.push(person.id);
  }

  /** At the table or while they wait, unless the chair has taken theirs away. */
  async #portray(person: Attendee): Promise<void> {
    const { meeting, participant } = person.membership;
    const mayShow = person.reply.state !== 'console' && !meeting.views.person(participant).portraitBarred;
    const code = await person.codeOf('portrait:set', SAMPLES['portrait:set']);
    expect(mayShow ? [null, 'RATE_LIMITED'] : ['NOT_ALLOWED']).toContain(code);
  }

  async #speak(person: Attendee, maySpeak: boolean): Promise<void> {
    const [own] = [...person.membership.participant.producers].filter(([, { source }]) => source === 'microphone');
    const code = own
      ? await person.codeOf('producer:resume', { producerId: own[0] })
      : await person.codeOf('producer:create', MICROPHONE);
    if (!maySpeak) expect(code).toBe('NOT_ALLOWED');
  }

  /** Who is in it already keeps their seat, and so does whoever sits on it. */
  async #setPlan(person: Attendee, names: readonly string[]): Promise<void> {
    const { plan, planVersion: version, quorum } = person.membership.meeting.views.room();
    const known = new Map(plan.map(({ id, name }) => [name, id]));
    const seats = names.map((name) => ({ name, ...(known.has(name) ? { id: known.get(name) } : {}) }));
    const mayChair = person.membership.participant.isChairing;
    const code = await person.codeOf('plan:set', { seats, quorum, version });
    expect(code === null || code === 'RATE_LIMITED').toBe(mayChair);
  }

  async #chair(person: Attendee, { command, whom }: Extract<Step, { do: 'chair' }>): Promise<void> {
    const target = this.people[whom % this.people.length] ?? person;
    const { meeting } = person.membership;
    const [action, role] = command.split('/') as [Action, Role | undefined];
    const before = JSON.stringify([
      meeting.views.room(),
      meeting.people.all.map((each) => meeting.views.person(each)),
      this.waiting,
    ]);
    const seatedBefore = new Set<string>(meeting.people.seated.map(({ id }) => id));
    const isHere = (id: string) => meeting.people.find(id)?.state.kind === 'joined';
    const next = this.hands.find((id) => isHere(id) && meeting.people.find(id)?.view().role !== 'observer');
    const mayChair = person.membership.participant.isChairing;
    const code = await person.codeOf(action, inputOf(action, target.id, role) as CommandInput<typeof action>);
    if (!mayChair) {
      expect(code, `${command} by ${this.roleOf(person)}`).toBe('NOT_ALLOWED');
      const after = JSON.stringify([
        meeting.views.room(),
        meeting.people.all.map((each) => meeting.views.person(each)),
        this.waiting,
      ]);
      expect(after).toBe(before);
      return;
    }
    if (code !== null) return;
    switch (command) {
      case 'lobby:admit':
        this.#let(target.id);
        break;
      case 'lobby:admit-all':
        this.waiting = [];
        break;
      case 'lobby:deny':
      case 'participant:remove':
        this.#forget(target);
        break;
      case 'participant:return-to-lobby':
        expect(seatedBefore.has(target.id)).toBe(true);
        this.#lower(target.id);
        this.#unsingle(target.id);
        this.waiting.push(target.id);
        this.#screens.delete(target);
        break;
      case 'floor:give':
      case 'hands:lower':
        this.#lower(target.id);
        break;
      case 'floor:next':
        expect(next).toBeDefined();
        this.#lower(next ?? '');
        break;
      case 'hands:lower-all':
        this.hands = [];
        break;
      case 'signing:end':
        this.#unsingle(target.id, { from: 'signing' });
        break;
      case 'spotlight:set':
        this.spotlight = target.id;
        break;
      case 'participant:set-role/observer':
        this.#lower(target.id);
        this.#unsingle(target.id);
    }
  }

  #let(id: string): void {
    this.waiting = this.waiting.filter((other) => other !== id);
  }

  #lower(id: string): void {
    this.hands = this.hands.filter((other) => other !== id);
  }

  #unsingle(id: string, { from }: { readonly from?: 'signing' } = {}): void {
    this.signing = this.signing.filter((other) => other !== id);
    if (from === undefined && this.spotlight === id) this.spotlight = null;
  }

  #forget(person: Attendee): void {
    this.#gone.add(person);
    this.#droppedAt.delete(person);
    this.#let(person.id);
    this.#lower(person.id);
    this.#unsingle(person.id);
  }

  /** What this person's screen shows after all that it was told. */
  screenOf(person: Attendee): MeetingState | null {
    const { reply } = person;
    if (reply.state === 'lobby') return null;
    let screen = this.#screens.get(person) ?? meetingOf(reply);
    for (const event of person.events.splice(0)) {
      if (event.name === 'lobby:admitted') screen = meetingOf(event.data);
      else screen = applyToMeeting(screen, event);
    }
    this.#screens.set(person, screen);
    return screen;
  }

  /** `rested`: everyone was told. */
  check({ rested }: { rested: boolean }): void {
    // Consoles are cut, and people removed, by what happens to others: they know it from the server.
    for (const person of this.people) {
      if (person.membership.participant.state.kind === 'left') this.#forget(person);
    }
    const meeting = this.people.find((person) => !this.#gone.has(person))?.membership.meeting;
    if (!meeting) return;
    expectSame(this.meeting.failures, []);
    expectSame(
      meeting.people.waiting.map(({ id }) => id),
      this.waiting,
    );
    const { hands, signing, spotlight } = meeting.views.room();
    expectSame([hands, signing, spotlight], [this.hands, this.signing, this.spotlight]);
    const media = this.meeting.mediaPlane.openRooms.get(meeting.id);
    if (media)
      expectSame(
        meeting.people.seated.filter(({ id }) => media.signs(id)).map(({ id }) => id),
        meeting.people.seated.filter(({ id }) => signing.includes(id)).map(({ id }) => id),
      );
    this.#checkRights();
    const { led } = meeting.views.room();
    if (led !== null) expectSame(meeting.people.find(led.participantId)?.isChairing, true);
    if (rested) for (const person of this.present) if (this.isConnected(person)) this.#checkScreen(person);
    for (const participant of meeting.people.seated)
      this.#checkFloor(meeting.views.person(participant), meeting.views.room().restricted);
  }

  /** Whoever chairs is a moderator who is here; without one, one deputy. Nobody else ever does. */
  #checkRights(): void {
    const chairing = this.present.filter((person) => person.membership.participant.isChairing);
    const roles = chairing.map((person) => this.roleOf(person));
    expectSame(
      roles.filter((role) => role !== 'moderator' && role !== 'deputy'),
      [],
    );
    const moderatorIsHere = this.present.some(
      (person) => this.isConnected(person) && this.roleOf(person) === 'moderator',
    );
    if (moderatorIsHere) expectSame(roles.includes('deputy'), false);
    const people = chairing.map(({ membership: { participant } }) => {
      const { state } = participant;
      const place = state.kind === 'reconnecting' ? state.resumeTo : state;
      return place.kind === 'console' ? place.ownerId : participant.id;
    });
    if (!roles.includes('moderator') && new Set(people).size > 1) expect(people).toHaveLength(1);
  }

  #checkScreen(person: Attendee): void {
    const screen = this.screenOf(person);
    const { meeting, participant } = person.membership;
    if (!screen) return;
    expectToHold(screen.room, meeting.views.room());
    expectSame(seatsOf(screen.room), seatsOf(meeting.views.room()));
    expectSame(
      screen.room.plan.flatMap(({ id, participantId }) => (participantId === null ? [] : [[participantId, id]])).sort(),
      screen.participants.flatMap(({ id, seatId }) => (seatId === null ? [] : [[id, seatId]])).sort(),
    );
    expectSame(
      screen.participants,
      meeting.people.seated.map((other) => meeting.views.person(other)),
    );
    const { lobby, consoles } = meeting.views.chairFor(participant);
    expectToHold(screen.lobby, lobby, `lobby on the screen of ${this.roleOf(person)}`);
    expectToHold(screen.consoles, consoles);
    const whoWaits = screen.lobby.map(({ id }) => id);
    if (participant.isChairing) expectSame(whoWaits, this.waiting);
    else expectSame([...screen.lobby, ...screen.consoles], []);
  }

  #checkFloor(view: ParticipantView, room: FloorSwitches): void {
    const session = this.meeting.mediaPlane.sessionOf(view.id);
    const isFree = view.isChairing || view.hasFloor;
    for (const { id, source, paused } of view.producers) {
      expectSame(session.producers.get(id)?.paused, paused);
      if (source === 'microphone' && !paused)
        expectSame(isFree || !(room.microphone || view.restricted.microphone), true);
    }
    if (view.role === 'observer') expectSame(view.producers, []);
  }
}

/** After every step for everybody: only what is not so takes the time of `expect`. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

/** Who sits where, and which chairs were left. */
function seatsOf({ plan }: Pick<RoomView, 'plan'>): readonly unknown[] {
  return plan.map(({ id, name, participantId, leftAgoMs }) => [id, name, participantId, leftAgoMs === null]);
}

/** The same with whatever goes on by itself left out. */
function expectToHold(actual: object, expected: object, message?: string): void {
  const wanted = timeless(expected);
  if (!isDeepStrictEqual(timeless(actual), wanted)) expect(actual, message).toMatchObject(wanted);
}

function deviceOf(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index).repeat(43);
}

/** What has passed or is left goes on by itself; a screen has made times of day of it. */
const TIMES = /Ms$|^(closes|restarts|left)At$/;

function timeless<T extends object>(view: T): object {
  return JSON.parse(JSON.stringify(view, (key, value) => (TIMES.test(key) ? undefined : value)));
}

function inputOf(action: Action, participantId: string, role: Role | undefined): object {
  switch (action) {
    case 'lobby:admit':
      return { participantIds: [participantId] };
    case 'participant:switch-off':
      return { participantId, source: 'microphone' };
    case 'participant:restrict':
      return { participantId, microphone: true, camera: false };
    case 'participant:set-role':
      return { participantId, role };
    case 'participant:rename':
      // Somebody whom the plan expects, or nobody.
      return { participantId, displayName: `Person ${participantId.charCodeAt(0) % 4}` };
    case 'portrait:allow':
      return { participantId, allowed: participantId.charCodeAt(0) % 2 === 0 };
    case 'view:lead':
      return { view: { layout: 'pinned', strip: false, pinned: [participantId], screen: null } };
    case 'floor:restrict':
      return { microphone: participantId.charCodeAt(0) % 2 === 0, camera: false };
    case 'lobby:admit-all':
    case 'participant:mute-all':
    case 'floor:next':
    case 'hands:lower-all':
      return {};
    default:
      return { participantId };
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('over long random meetings with drops nobody gains a right, nobody is lost from a list, every queue keeps its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { minLength: 30, maxLength: 120 }), async (steps) => {
      vi.clearAllTimers();
      const beside = new Beside();
      await beside.take({ do: 'enter', role: 'moderator' });
      for (const [each, rested] of steps) {
        await beside.take(each);
        if (rested) await beside.rest();
        beside.check({ rested });
      }
      beside.meeting.rooms.draining.end();
      expect(vi.getTimerCount()).toBe(0);
    }),
    { numRuns: 100 },
  );
}, 120_000);
