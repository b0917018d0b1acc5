import { isDeepStrictEqual } from 'node:util';
import type { LeftMs, RoomView } from '../../../protocol/index.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Of a room's view, what everyone was told, so that only what has changed is told again. */
export class ToldView {
  #told: Fields | null = null;
  /** What somebody who arrived was shown of it that the others were not told yet. */
  readonly #shown = new Set<string>();

  /** The others are told it with the next change, so that all of them hear when it changes back. */
  show(view: RoomView): void {
    this.#told ??= comparable(view);
    for (const field of this.#changed(view, this.#told)) this.#shown.add(field);
  }

  /** What to tell. */
  changesTo(view: RoomView): Partial<RoomView> {
    const changed = new Set([...this.#shown, ...this.#changed(view, this.#told ?? comparable(view))]);
    this.#told = comparable(view);
    this.#shown.clear();
    return Object.fromEntries(Object.entries(view).filter(([field]) => changed.has(field)));
  }

  #changed(view: RoomView, told: Fields): readonly string[] {
    return Object.entries(comparable(view)).flatMap(([field, value]) =>
      isDeepStrictEqual(told[field], value) ? [] : [field],
    );
  }
}

/**
 * What is left of a time grows less by itself, and what has passed grows, which is no change: the moment is what counts.
 * Hands and who sits where are told one by one, by events of their own.
 */
function comparable({ closesInMs, restartsInMs, reserved, plan, hands, ...view }: RoomView): Fields {
  const moment = (leftMs: LeftMs | null) => (leftMs === null ? null : Math.round((performance.now() + leftMs) / 100));
  return {
    ...view,
    closesInMs: moment(closesInMs),
    restartsInMs: moment(restartsInMs),
    reserved: reserved && {
      ...reserved,
      endsInMs: moment(reserved.state === 'running' ? reserved.endsInMs : null),
      nextInMs: moment(reserved.nextInMs),
    },
    plan: plan.map(({ id, name }) => ({ id, name })),
  };
}
