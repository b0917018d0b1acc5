import { AppError } from '../errors.ts';
import type { CheckPlaces, CheckReport } from '../signaling/protocol/index.ts';
import type { Check } from './check.ts';
import type { CheckService } from './check-service.ts';

/** One connection over which somebody checks; it carries no stay in any room. */
export class CheckVisit {
  readonly #checks: CheckService;
  readonly #network: string;
  #check: Check | 'beginning' | null = null;
  /** Of what was reported over this connection. */
  #code: string | null = null;
  #isOver = false;

  constructor(checks: CheckService, network: string) {
    this.#checks = checks;
    this.#network = network;
  }

  /** Errors: INVALID_STATE while another begins, as CheckService.begin. */
  async begin(): Promise<CheckPlaces> {
    if (this.#isOver || this.#check === 'beginning') throw new AppError('INVALID_STATE');
    this.#check?.close();
    this.#check = 'beginning';
    // Looked up meanwhile; it never fails.
    const places = this.#checks.places();
    try {
      const check = await this.#checks.begin(this.#network);
      this.#check = check;
      // It went away meanwhile.
      if (this.#isOver) check.close();
    } catch (error) {
      this.#check = null;
      throw error;
    }
    return places;
  }

  /** The check that has begun, over or not. Errors: INVALID_STATE. */
  get check(): Check {
    if (this.#check === null || this.#check === 'beginning') throw new AppError('INVALID_STATE');
    return this.#check;
  }

  /** Errors: as CheckService.keep. */
  async report(report: CheckReport): Promise<string> {
    this.#code = await this.#checks.keep(this.#network, report, this.#code);
    return this.#code;
  }

  /** The connection is gone. Idempotent. */
  close(): void {
    this.#isOver = true;
    if (this.#check !== null && this.#check !== 'beginning') this.#check.close();
  }
}
