// What the page and the thread that makes the pictures say to each other.

/** What is behind the person. */
export type Backdrop =
  | { readonly is: 'blur'; readonly strength: 'slight' | 'strong' }
  | { readonly is: 'picture'; readonly picture: ImageBitmap };

export type PictureOrder =
  /** Pictures come and go by these streams, or, without them, one by one. */
  | { readonly order: 'open'; readonly id: number; readonly streams: PictureStreams | null }
  /** `dueAt`: as it was said when the picture was asked for. */
  | { readonly order: 'treat'; readonly id: number; readonly picture: ImageBitmap; readonly dueAt: number }
  | { readonly order: 'close'; readonly id: number }
  /** Everything, and the thread itself. */
  | { readonly order: 'end' }
  | { readonly order: 'backdrop'; readonly backdrop: Backdrop }
  /** Smaller pictures from here on: the machine is slow. */
  | { readonly order: 'lighter' };

export interface PictureStreams {
  readonly readable: ReadableStream<VideoFrame>;
  readonly writable: WritableStream<VideoFrame>;
}

/** How long pictures took, of those since the last news, also to come here where the page brings them. */
export interface PicturePace {
  readonly pictures: number;
  readonly busyMs: number;
}

export type PictureNews =
  /** The model runs. */
  | { readonly news: 'ready' }
  | { readonly news: 'failed' }
  /** The first picture has gone out. */
  | { readonly news: 'began'; readonly id: number }
  /** So large they are from the next one on, in pixels. */
  | { readonly news: 'sized'; readonly id: number; readonly width: number; readonly height: number }
  | ({ readonly news: 'pace' } & PicturePace)
  /** It is time to ask for a picture, of those that come one by one. */
  | { readonly news: 'due'; readonly id: number; readonly dueAt: number }
  /** Null: nothing may be shown of this one. */
  | { readonly news: 'treated'; readonly id: number; readonly picture: ImageBitmap | null };
