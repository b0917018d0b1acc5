import { AppError } from '../platform/errors.ts';
import type { CheckReplies, Command, ConsumerOptions } from '../protocol/index.ts';
import type { TurnAccessFor } from '../rooms/ports/auth.ts';
import type { Echo, EchoLine, EchoSource } from './echo-plane.ts';

/** All ways side by side and then the bandwidth take half of it. */
const CHECK_MS = 60_000;
/** Our own page gives a line up after ten seconds, and measures for as long. */
const LINE_MS = 25_000;
/** One for each way of any installation, and the one by which is measured, twice at most. */
const MAX_LINES = 12;

interface CheckOptions {
  readonly echo: Echo;
  readonly turnAccess: TurnAccessFor;
  /** What the TURN server knows its lines by. */
  readonly turnName: string;
  readonly ended: () => void;
}

interface OpenLine {
  readonly line: EchoLine;
  readonly timer: NodeJS.Timeout;
  sends: EchoSource | null;
}

/** One check's media. It ends by itself, and each of its lines does. */
export class Check {
  readonly #options: CheckOptions;
  readonly #lines = new Map<string, OpenLine>();
  readonly #timer: NodeJS.Timeout;
  #begun = 0;
  #isOver = false;

  constructor(options: CheckOptions) {
    this.#options = options;
    this.#timer = setTimeout(() => this.close(), CHECK_MS);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Errors: INVALID_STATE (it is over), TOO_MANY, MEDIA_UNAVAILABLE. */
  async openLine(): Promise<CheckReplies['check:line']> {
    if (this.#isOver) throw new AppError('INVALID_STATE');
    if (this.#begun >= MAX_LINES) throw new AppError('TOO_MANY');
    const { echo, turnAccess, turnName } = this.#options;
    this.#begun += 1;
    const line = await echo.openLine();
    if (this.#isOver) {
      line.close();
      throw new AppError('INVALID_STATE');
    }
    const lineId = line.options.send.id;
    this.#lines.set(lineId, { line, timer: setTimeout(() => this.hangUp(lineId), LINE_MS), sends: null });
    return { lineId, session: line.options, turn: turnAccess(turnName) };
  }

  /** Errors: NOT_ALLOWED for a line that is over, or another's; as EchoLine.connect. */
  async connect({ lineId, side, dtlsParameters }: Command<'check:connect'>): Promise<void> {
    await this.#getLineOrThrow(lineId).line.connect(side, dtlsParameters);
  }

  /** Errors: as `connect`; TOO_MANY: pictures go over one line at a time; as EchoLine.send. */
  async send({ lineId, source, rtpParameters }: Command<'check:send'>): Promise<string> {
    const open = this.#getLineOrThrow(lineId);
    if (source === 'camera' && this.#hasPictures) throw new AppError('TOO_MANY');
    open.sends ??= source;
    return open.line.send(source, rtpParameters);
  }

  /** Errors: as `connect`; BAD_REQUEST: sound comes back once; as EchoLine.receive. */
  async receive({ lineId, rtpCapabilities, echoes }: Command<'check:receive'>): Promise<readonly ConsumerOptions[]> {
    const { line, sends } = this.#getLineOrThrow(lineId);
    if (sends !== 'camera' && echoes > 1) throw new AppError('BAD_REQUEST');
    return line.receive(rtpCapabilities, echoes);
  }

  get #hasPictures(): boolean {
    return [...this.#lines.values()].some(({ sends }) => sends === 'camera');
  }

  #getLineOrThrow(lineId: string): OpenLine {
    const open = this.#lines.get(lineId);
    if (!open) throw new AppError('NOT_ALLOWED');
    return open;
  }

  /** Idempotent. */
  hangUp(lineId: string): void {
    const open = this.#lines.get(lineId);
    if (!open) return;
    clearTimeout(open.timer);
    this.#lines.delete(lineId);
    open.line.close();
  }

  /** Whoever checks has tried all. Errors: INVALID_STATE (it was over before: by its time, or its media worker died). */
  end(): void {
    if (this.#isOver) throw new AppError('INVALID_STATE');
    this.close();
  }

  /** Idempotent. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    for (const lineId of [...this.#lines.keys()]) this.hangUp(lineId);
    this.#options.echo.close();
    this.#options.ended();
  }
}
