const PEOPLE = 25;

interface Measured {
  /** Of 25, on two cores. */
  readonly meetings: number;
  /** Of this machine. */
  readonly cores: number;
  /** `2026-11-27`. */
  readonly day: string;
}

/** For the settings of a server on this machine; null: there is nothing to promise seats by. */
export function capacityLine({ meetings, cores, day }: Measured): string | null {
  const whole = Math.floor((meetings * cores) / 2);
  return whole >= 1 ? `CAPACITY_SEATS=${whole * PEOPLE}-measured-${day}` : null;
}
