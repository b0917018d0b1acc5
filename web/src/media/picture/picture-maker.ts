import type { PictureSize } from '../../../../src/protocol/index.ts';
import { setMadeSize } from '../made-size.ts';
import type { TreatmentProblem } from '../treatment/treatment.ts';
import type { Backdrop, PictureNews, PictureOrder } from './messages.ts';
import { PaceWatch } from './pace-watch.ts';
import { type PictureWay, pictureWay } from './picture-ways.ts';

/** As long as the model may take to come, over a slow line. */
const READY_WITHIN_MS = 60_000;

interface PictureListener {
  /** The first treated picture is there. */
  began(): void;
  /** They are of another size from now on. */
  sized(): void;
  failed(why: TreatmentProblem): void;
}

export interface MadePicture {
  readonly track: MediaStreamTrack;
  close(): void;
}

/** The thread that treats pictures, with its model: kept from one camera to the next, since it takes a moment to come. */
export class PictureMaker {
  readonly #pace = new PaceWatch();
  readonly #open = new Map<number, { way: PictureWay; listener: PictureListener }>();
  #worker: Worker | null = null;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #nextId = 1;
  /** Once a machine is slow it stays so. */
  #isLight = false;

  /** Errors: whatever the browser says that cannot do it. */
  open(captured: MediaStreamTrack, listener: PictureListener): MadePicture {
    const worker = this.#worker ?? this.#start();
    const way = pictureWay(captured);
    const id = this.#nextId++;
    this.#open.set(id, { way, listener });
    const { streams } = way;
    post(worker, { order: 'open', id, streams }, streams ? [streams.readable, streams.writable] : []);
    this.#pace.begin();
    return {
      track: way.track,
      close: () => {
        if (!this.#open.delete(id)) return;
        way.close();
        if (this.#worker) post(this.#worker, { order: 'close', id });
      },
    };
  }

  /** From here on this is behind the person; before the first one nothing goes out. */
  setBackdrop(backdrop: Backdrop): void {
    const worker = this.#worker ?? this.#start();
    post(worker, { order: 'backdrop', backdrop }, backdrop.is === 'picture' ? [backdrop.picture] : []);
  }

  /** Lets go of the thread, which gives back what it holds; it starts anew when it is needed. */
  end(): void {
    clearTimeout(this.#deadline);
    if (this.#worker) post(this.#worker, { order: 'end' });
    this.#worker = null;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker/picture-worker.ts', import.meta.url), { type: 'module' });
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<PictureNews>) => this.#worker === worker && this.#hear(worker, data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.#worker === worker) this.#fail('unsupported');
    };
    this.#deadline = setTimeout(() => this.#fail('unsupported'), READY_WITHIN_MS);
    if (this.#isLight) post(worker, { order: 'lighter' });
    return worker;
  }

  #hear(worker: Worker, news: PictureNews): void {
    switch (news.news) {
      case 'ready':
        clearTimeout(this.#deadline);
        break;
      case 'failed':
        this.#fail('unsupported');
        break;
      case 'began':
        this.#open.get(news.id)?.listener.began();
        break;
      case 'sized':
        this.#size(news.id, { width: news.width, height: news.height });
        break;
      case 'pace':
        this.#judge(worker, news);
        break;
      case 'due':
        void this.#take(worker, news);
        break;
      case 'treated':
        this.#open.get(news.id)?.way.show(news.picture);
        break;
    }
  }

  #size(id: number, size: PictureSize): void {
    const one = this.#open.get(id);
    if (!one) return;
    setMadeSize(one.way.track, size);
    one.listener.sized();
  }

  async #take(worker: Worker, { id, dueAt }: Extract<PictureNews, { news: 'due' }>): Promise<void> {
    const picture = (await this.#open.get(id)?.way.take()) ?? null;
    if (picture && this.#worker === worker) post(worker, { order: 'treat', id, picture, dueAt }, [picture]);
  }

  #judge(worker: Worker, pace: Parameters<PaceWatch['read']>[0]): void {
    if (!this.#pace.read(pace)) return;
    this.#pace.begin();
    if (this.#isLight) this.#fail('slow');
    else {
      this.#isLight = true;
      post(worker, { order: 'lighter' });
    }
  }

  /** Whoever has something open closes it: what is not treated may not go out. */
  #fail(why: TreatmentProblem): void {
    // It may not listen any more.
    if (why === 'unsupported') this.#worker?.terminate();
    this.end();
    for (const { listener } of [...this.#open.values()]) listener.failed(why);
  }
}

function post(worker: Worker, order: PictureOrder, transfer: Transferable[] = []): void {
  worker.postMessage(order, transfer);
}
