import type { CaptureSource } from '../capture.ts';
import type { UsedDevice } from './local-source.ts';

/** `instead`: what was used or chosen is gone, and this is used. `back`: what was chosen is there again, and used. */
export interface DeviceChange {
  readonly kind: 'instead' | 'back';
  readonly source: CaptureSource;
  readonly label: string;
}

/** Of each source, whether its device is the one that was used or chosen before, and what of that is still to be told. */
export class DeviceChanges {
  readonly #listeners = new Set<() => void>();
  readonly #untold = new Map<CaptureSource, DeviceChange>();
  /** As somebody has been told, or is to be. */
  readonly #isInstead = new Set<CaptureSource>();
  /** What was pulled out while it was open, by its label, until something is used again. */
  readonly #lost = new Map<CaptureSource, string>();
  /** The chosen devices that were plugged in when it was last looked. */
  #chosenThere: ReadonlySet<string> = new Set();

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** For whoever tells them now. */
  take(): readonly DeviceChange[] {
    const changes = [...this.#untold.values()];
    this.#untold.clear();
    return changes;
  }

  /** Which of the chosen are plugged in and were not: one that is there and cannot be had is not asked for again and again. */
  appeared(there: readonly string[], chosen: readonly (string | null)[]): ReadonlySet<string> {
    const before = this.#chosenThere;
    this.#chosenThere = new Set(there.filter((id) => chosen.includes(id)));
    return new Set([...this.#chosenThere].filter((id) => !before.has(id)));
  }

  isInstead(source: CaptureSource): boolean {
    return this.#isInstead.has(source);
  }

  lost(source: CaptureSource, { label }: UsedDevice): void {
    this.#lost.set(source, label);
  }

  /** What is used is never another device than somebody believes. `chosen`: by its id; null: whichever the system prefers. */
  used(source: CaptureSource, { id, label }: UsedDevice, chosen: string | null): void {
    const lost = this.#lost.get(source);
    const wasLost = this.#lost.delete(source);
    const isOther = chosen === null ? wasLost && lost !== label : id !== '' && id !== chosen;
    const wasOther = this.#isInstead.delete(source);
    if (isOther && chosen !== null) this.#isInstead.add(source);
    // Said once, and again when that one is lost too.
    if (isOther ? wasOther && !wasLost : !wasOther) return;
    // What went and came back before anybody heard of it is no news.
    const wasUntold = this.#untold.delete(source);
    if (!isOther && wasUntold) return;
    this.#untold.set(source, { kind: isOther ? 'instead' : 'back', source, label });
    for (const listener of this.#listeners) listener();
  }

  /** Somebody has chosen anew, or looked at what is used. */
  forget(source: CaptureSource): void {
    this.#isInstead.delete(source);
    this.#lost.delete(source);
    this.#untold.delete(source);
  }

  /** The next meeting begins with nothing lost. */
  clear(): void {
    this.#isInstead.clear();
    this.#lost.clear();
    this.#untold.clear();
  }
}
