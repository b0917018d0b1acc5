import type { ICalDayJsStub } from 'ical-generator';

/**
 * A local time for the calendar's library exactly as it is called, in the shape of another library's that it knows: its own ways
 * would take it through this machine's zone, or move what falls into an hour that is left out in spring, and then the name
 * of a date (RECURRENCE-ID) would not be the one that calendars work out.
 */
export class WallTime implements ICalDayJsStub {
  readonly #wallTime: string;
  readonly #instant: number;

  /** `2026-11-30T14:00`. */
  constructor(wallTime: string, instant: number) {
    this.#wallTime = wallTime;
    this.#instant = instant;
  }

  tz(): this {
    return this;
  }

  utc(): this {
    return this;
  }

  format(pattern?: string): string {
    const [day = '', time = ''] = this.#wallTime.split('T');
    return pattern === 'YYYYMMDD' ? day.replaceAll('-', '') : `${time.replace(':', '')}00`;
  }

  toDate(): Date {
    return new Date(this.#instant);
  }

  isValid(): boolean {
    return true;
  }

  toJSON(): string {
    return this.#wallTime;
  }
}

/** `20261130T140000`. */
export function compact(wallTime: string): string {
  return `${wallTime.replace(/[-:]/g, '')}00`;
}
