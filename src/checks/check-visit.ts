import { AppError } from '../platform/errors.ts';
import type { CheckPlaces, CheckReport } from '../protocol/index.ts';
import type { Check } from './check.ts';
import type { CheckService } from './check-service.ts';

/** One connection over which somebody checks; it carries no stay in any room. */
export class CheckVisit {
  readonly #checks: CheckService;
  readonly #network: string;
  #check: Check | 'beginning' | null = null;
  /** Of what was reported of this check; while it is kept for the first time, when there will be one. */
  #code: Promise<string> | null = null;
  #isOver = false;

  constructor(checks: CheckService, network: string) {
    this.#checks = checks;
    this.#network = network;
  }

  /** Errors: INVALID_STATE while another begins, as CheckService.begin. */
  async begin(): Promise<CheckPlaces> {
    if (this.#isOver || this.#check === 'beginning') throw new AppError('INVALID_STATE');
    const before = this.#check;
    before?.close();
    this.#check = 'beginning';
    // Looked up meanwhile; it never fails.
    const places = this.#checks.places();
    try {
      const check = await this.#checks.begin(this.#network);
      this.#check = check;
      this.#code = null;
      // It went away meanwhile.
      if (this.#isOver) check.close();
    } catch (error) {
      // Of that one may still be said what was found.
      this.#check = before;
      throw error;
    }
    return places;
  }

  /** The check that has begun, over or not. Errors: INVALID_STATE. */
  get check(): Check {
    if (this.#check === null || this.#check === 'beginning') throw new AppError('INVALID_STATE');
    return this.#check;
  }

  /** One code for each check, however often and at once it is reported. Errors: INVALID_STATE without a check; as CheckService.keep. */
  async report(report: CheckReport): Promise<string> {
    if (this.#check === null || this.#check === 'beginning') throw new AppError('INVALID_STATE');
    const before = this.#code;
    const keeping = (async () => {
      // What was not kept has left no code.
      const known = await before?.catch(() => null);
      return this.#checks.keep(this.#network, report, known ?? null);
    })();
    // A later answer that is not kept takes nothing from the code that there is.
    this.#code = before === null ? keeping : keeping.catch(() => before);
    return keeping;
  }

  /** The connection is gone. Idempotent. */
  close(): void {
    this.#isOver = true;
    if (this.#check !== null && this.#check !== 'beginning') this.#check.close();
  }
}
