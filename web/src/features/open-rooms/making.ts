import { ERROR_CODES, type ErrorCode } from '../../../../src/protocol/codes.ts';
import type { MadeRoom, OpenRoomGuard, OpenRoomWish } from '../../../../src/protocol/open-rooms.ts';
import { randomText } from '../../random.ts';
import type { Failure } from '../../session/signaling.ts';
import type { KeyValueStore } from '../../settings.ts';

/** As many as the server asks for. */
const KEY_BYTES = 32;
/** A password's hash takes its turn among others'. */
const ANSWER_WITHIN_MS = 12_000;
/** Asked again, it is the same room: an answer that was lost on its way costs nobody a second one. */
const RETRY_AFTER_MS: readonly number[] = [500, 2_000];
const WISH = 'tafelrunde.open-room.wish';
const MADE = 'tafelrunde.open-room.made';

/** What somebody sees who has made a room. */
export interface OpenRoom {
  readonly roomId: string;
  readonly name: string;
  readonly moderatorSecret: string;
  readonly guard: OpenRoomGuard;
  /** When it goes if nobody uses it, by the server's clock. */
  readonly goesAt: number;
  readonly days: number;
}

type Outcome = { readonly is: 'made'; readonly room: OpenRoom } | { readonly is: 'failed'; readonly why: Failure };
type Post = (wish: OpenRoomWish) => Promise<MadeRoom | Failure>;

/**
 * Makes a room for whoever is at this page, and knows it until the tab is closed or it is to be forgotten: a page that is
 * loaded again, or come back to, shows it again. What was sent without an answer is sent again as the same.
 */
export class OpenRoomMaking {
  readonly #storage: KeyValueStore;
  readonly #post: Post;

  /** `storage`: of this tab alone. */
  constructor(storage: KeyValueStore, post: Post = postWish) {
    this.#storage = storage;
    this.#post = post;
  }

  get room(): OpenRoom | null {
    const room = read(this.#storage, MADE);
    return isOpenRoom(room) ? room : null;
  }

  async make(name: string, guard: OpenRoomGuard): Promise<Outcome> {
    const wish = this.#wishFor(name, guard);
    this.#storage.setItem(WISH, JSON.stringify(wish));
    const answer = await this.#ask(wish);
    if ('code' in answer) return { is: 'failed', why: answer };
    const { roomId, moderatorSecret, days, clock, leftMs } = answer;
    const room: OpenRoom = { roomId, name: answer.name, moderatorSecret, guard, goesAt: clock + leftMs, days };
    this.#storage.setItem(MADE, JSON.stringify(room));
    this.#storage.removeItem(WISH);
    return { is: 'made', room };
  }

  forget(): void {
    this.#storage.removeItem(MADE);
  }

  /** What was sent before, if it is sent again; another wish is another room. */
  #wishFor(name: string, guard: OpenRoomGuard): OpenRoomWish {
    const before = read(this.#storage, WISH);
    const key = isRecord(before) && typeof before.key === 'string' ? before.key : null;
    const same = key !== null && { key, name, guard };
    if (same && JSON.stringify(same) === JSON.stringify(before)) return same;
    return { key: randomText(KEY_BYTES), name, guard };
  }

  async #ask(wish: OpenRoomWish): Promise<MadeRoom | Failure> {
    let answer = await this.#post(wish);
    for (const delayMs of RETRY_AFTER_MS) {
      if (!('code' in answer) || !['OFFLINE', 'NO_ANSWER'].includes(answer.code)) break;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      answer = await this.#post(wish);
    }
    return answer;
  }
}

/** Within which one waits for whether rooms may be made here; the page is drawn without it then. */
const OFFER_WITHIN_MS = 4_000;

/** For how many days a room stays that anybody makes here; null: nobody may, or it is not known. */
export async function fetchOffer(): Promise<{ readonly days: number } | null> {
  try {
    const signal = AbortSignal.timeout(OFFER_WITHIN_MS);
    const response = await fetch('/api/open-rooms', { headers: { accept: 'application/json' }, signal });
    const body: unknown = response.ok ? await response.json() : null;
    const offer = isRecord(body) ? body.offer : null;
    return isRecord(offer) && typeof offer.days === 'number' ? { days: offer.days } : null;
  } catch {
    return null;
  }
}

async function postWish(wish: OpenRoomWish): Promise<MadeRoom | Failure> {
  try {
    const response = await fetch('/api/open-rooms', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(wish),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const body: unknown = await response.json();
    if (response.ok && isMadeRoom(body)) return body;
    const seconds = Number(response.headers.get('retry-after'));
    return { code: codeOf(body), ...(seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {}) };
  } catch (error) {
    return { code: error instanceof DOMException && error.name === 'TimeoutError' ? 'NO_ANSWER' : 'OFFLINE' };
  }
}

function codeOf(body: unknown): ErrorCode {
  const error = isRecord(body) ? body.error : null;
  const code = isRecord(error) ? error.code : null;
  return ERROR_CODES.find((each) => each === code) ?? 'INTERNAL';
}

function isMadeRoom(body: unknown): body is MadeRoom {
  return (
    isRecord(body) &&
    ['roomId', 'name', 'moderatorSecret'].every((key) => typeof body[key] === 'string') &&
    ['leftMs', 'days', 'clock'].every((key) => typeof body[key] === 'number')
  );
}

function isOpenRoom(value: unknown): value is OpenRoom {
  return (
    isRecord(value) &&
    ['roomId', 'name', 'moderatorSecret'].every((key) => typeof value[key] === 'string') &&
    ['goesAt', 'days'].every((key) => typeof value[key] === 'number') &&
    isRecord(value.guard)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function read(storage: KeyValueStore, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}
