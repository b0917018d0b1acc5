import { MAX_PINS } from '../../../../src/protocol/base/layouts.ts';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import type { KeyValueStore } from '../../settings.ts';

/** Somebody whom one keeps in view; by seat or name they are known again when they come anew. */
export interface Pin {
  readonly id: string;
  readonly seatId: string | null;
  readonly name: string;
}

/** Who of those here is pinned, in the order of the pins. */
export function pinnedIds(pins: readonly Pin[], participants: readonly ParticipantView[]): readonly string[] {
  const ids = pins.map((pin) => find(pin, participants)?.id);
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Pins somebody, for whom the oldest pin goes where there are too many, or unpins them. */
export function toggledPin(
  pins: readonly Pin[],
  participant: ParticipantView,
  participants: readonly ParticipantView[],
): readonly Pin[] {
  const others = pins.filter((pin) => find(pin, participants)?.id !== participant.id);
  if (others.length < pins.length) return others;
  const { id, seatId, displayName: name } = participant;
  // A pin of somebody who is gone is the first to go.
  const here = pins.filter((pin) => find(pin, participants) !== undefined);
  return [...here, { id, seatId, name }].slice(-MAX_PINS);
}

function find({ id, seatId, name }: Pin, participants: readonly ParticipantView[]): ParticipantView | undefined {
  const self = participants.find((participant) => participant.id === id);
  if (self) return self;
  const seated = seatId === null ? undefined : participants.find((participant) => participant.seatId === seatId);
  if (seated) return seated;
  // Of two with one name it may be either.
  const named = participants.filter(({ displayName }) => displayName === name);
  return named.length === 1 ? named[0] : undefined;
}

/** The pins of this tab in one room; a reload keeps them. */
export class PinMemory {
  readonly #storage: KeyValueStore;
  readonly #key: string;

  constructor(storage: KeyValueStore, roomId: string) {
    this.#storage = storage;
    this.#key = `tafelrunde.pins.${roomId}`;
  }

  read(): readonly Pin[] {
    try {
      const stored: unknown = JSON.parse(this.#storage.getItem(this.#key) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isPin).slice(-MAX_PINS) : [];
    } catch {
      return [];
    }
  }

  write(pins: readonly Pin[]): void {
    this.#storage.setItem(this.#key, JSON.stringify(pins));
  }
}

function isPin(value: unknown): value is Pin {
  if (typeof value !== 'object' || value === null) return false;
  const { id, seatId, name } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof name === 'string' && (seatId === null || typeof seatId === 'string');
}
