import { Listeners } from '../../shared/listeners';
import type { PictureOrigin } from '../../shared/session/session-event';
import type { SessionClient } from '../session/session-client';
import type { VideoSender } from '../video/video-sender';
import { type PictureProblem, PictureRefusedError } from './picture-refused';
import { type PictureUploads, UploadFailedError, type UploadProblem } from './picture-uploads';
import type { ReadyPicture } from './read-picture';

/** Why the picture chosen last is not shown. */
export type PhotoProblem = PictureProblem | UploadProblem;

/** A picture as this page shows it. */
export interface PicturePreview {
  /** A `blob:` address, good until the next picture. */
  readonly address: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly origin: PictureOrigin;
  /** Whether it was made smaller to be sent. */
  readonly isReduced: boolean;
}

/** What the customer's picture is doing. */
export type PhotoState =
  | { readonly kind: 'none'; readonly problem: PhotoProblem | null }
  | { readonly kind: 'preparing'; readonly origin: PictureOrigin }
  /** On its way; `part` is 0 to 1. */
  | { readonly kind: 'sending'; readonly picture: PicturePreview; readonly part: number }
  /** The representative sees it. */
  | { readonly kind: 'shown'; readonly picture: PicturePreview }
  | { readonly kind: 'not-sent'; readonly picture: PicturePreview; readonly problem: UploadProblem };

/** The one picture the customer chooses to show: chosen unseen, made ready here, sent, shown. */
export class PhotoController {
  readonly #client: SessionClient;
  readonly #sender: VideoSender;
  readonly #uploads: PictureUploads;
  readonly #listeners = new Listeners<[]>();
  #state: PhotoState = { kind: 'none', problem: null };
  #ready: ReadyPicture | undefined;
  #running: AbortController | undefined;
  #isBeginning = false;

  constructor(client: SessionClient, sender: VideoSender, uploads: PictureUploads) {
    this.#client = client;
    this.#sender = sender;
    this.#uploads = uploads;
  }

  readonly getState = (): PhotoState => this.#state;

  /** Calls `listener` after each change. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** From here until a picture is shown nothing leaves the phone; the log says so once no packet can. */
  async beginChoosing(): Promise<void> {
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    this.clear();
    try {
      await this.#sender.hide();
      await this.#client.carryOut({ kind: 'begin-photo-choosing' });
    } catch {
      // Refused: sharing has just been stopped, so nothing of the phone is seen either way.
    } finally {
      this.#isBeginning = false;
    }
  }

  /** Makes the chosen file ready, sends it and has it shown. */
  async choose(file: File, origin: PictureOrigin): Promise<void> {
    this.clear();
    const running = this.#run();
    this.#setState({ kind: 'preparing', origin });
    try {
      const { readPicture } = await import('./read-picture');
      const ready = await readPicture(file);
      if (running.signal.aborted) return;
      this.#ready = ready;
      const { name, width, height, isReduced } = ready;
      const picture = { address: URL.createObjectURL(ready.blob), name, width, height, origin, isReduced };
      await this.#send(ready, picture, running);
    } catch (error) {
      if (running.signal.aborted) return;
      this.#setState({
        kind: 'none',
        problem: error instanceof PictureRefusedError ? error.problem : 'cannot-read',
      });
    }
  }

  /** Sends the picture that did not arrive once more. */
  async sendAgain(): Promise<void> {
    if (this.#state.kind !== 'not-sent' || this.#ready === undefined) return;
    await this.#send(this.#ready, this.#state.picture, this.#run());
  }

  /** Forgets the picture, and breaks it off where it is on its way. */
  clear(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#ready = undefined;
    if ('picture' in this.#state) URL.revokeObjectURL(this.#state.picture.address);
    if (this.#state.kind !== 'none' || this.#state.problem !== null)
      this.#setState({ kind: 'none', problem: null });
  }

  #run(): AbortController {
    this.#running?.abort();
    this.#running = new AbortController();
    return this.#running;
  }

  async #send(ready: ReadyPicture, picture: PicturePreview, running: AbortController): Promise<void> {
    const { signal } = running;
    this.#setState({ kind: 'sending', picture, part: 0 });
    try {
      const onProgress = (part: number): void => {
        if (!signal.aborted && this.#state.kind === 'sending')
          this.#setState({ kind: 'sending', picture, part });
      };
      const { hash } = await this.#uploads.sendBytes(ready.blob, ready.type, onProgress, signal);
      if (signal.aborted) return;
      const { name, width, height, origin } = picture;
      await this.#client.carryOut({ kind: 'show-photo', hash, name, width, height, origin });
      if (!signal.aborted) this.#setState({ kind: 'shown', picture });
    } catch (error) {
      if (signal.aborted) return;
      const problem = error instanceof UploadFailedError ? error.problem : 'refused';
      this.#setState({ kind: 'not-sent', picture, problem });
    }
  }

  #setState(state: PhotoState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}
