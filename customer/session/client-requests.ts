import type { RefusalCode } from '../../shared/wire/refusal';
import type { SiteMessage } from '../../shared/wire/site-message';

/** Where a picture may be put, once. */
export type UploadGrant = Pick<Extract<SiteMessage, { kind: 'upload-granted' }>, 'path' | 'expiresAt'>;

/** Where a picture may be fetched, once. */
export type PictureGrant = Pick<Extract<SiteMessage, { kind: 'picture-granted' }>, 'path' | 'expiresAt'>;

/** Where a broadcaster app may share the screen. */
export type BroadcastAddress = Pick<Extract<SiteMessage, { kind: 'broadcast-opened' }>, 'path' | 'token'>;

/** Where the file road may be opened, once. */
export type FileRoadGrant = Pick<Extract<SiteMessage, { kind: 'file-road-granted' }>, 'path' | 'expiresAt'>;

/** What was asked for was refused, or could not be asked. */
export class RequestRefusedError extends Error {
  constructor(readonly code: RefusalCode | 'no-connection' | 'session-left') {
    super(`The request was refused: ${code}`);
    this.name = 'RequestRefusedError';
  }
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: RequestRefusedError) => void;
}

/** The questions to the site that wait for their answers, by identifier. */
export class ClientRequests {
  readonly #commands = new Map<string, Waiting<void>>();
  readonly #uploads = new Map<string, Waiting<UploadGrant>>();
  readonly #pictures = new Map<string, Waiting<PictureGrant>>();
  readonly #broadcasts = new Map<string, Waiting<BroadcastAddress>>();
  readonly #fileRoads = new Map<string, Waiting<FileRoadGrant>>();

  command(id: string): Promise<void> {
    return waitIn(this.#commands, id);
  }

  upload(id: string): Promise<UploadGrant> {
    return waitIn(this.#uploads, id);
  }

  picture(id: string): Promise<PictureGrant> {
    return waitIn(this.#pictures, id);
  }

  broadcast(id: string): Promise<BroadcastAddress> {
    return waitIn(this.#broadcasts, id);
  }

  fileRoad(id: string): Promise<FileRoadGrant> {
    return waitIn(this.#fileRoads, id);
  }

  commandDone(id: string): void {
    take(this.#commands, id)?.resolve();
  }

  uploadGranted({ id, path, expiresAt }: Extract<SiteMessage, { kind: 'upload-granted' }>): void {
    take(this.#uploads, id)?.resolve({ path, expiresAt });
  }

  pictureGranted({ id, path, expiresAt }: Extract<SiteMessage, { kind: 'picture-granted' }>): void {
    take(this.#pictures, id)?.resolve({ path, expiresAt });
  }

  broadcastOpened({ id, path, token }: Extract<SiteMessage, { kind: 'broadcast-opened' }>): void {
    take(this.#broadcasts, id)?.resolve({ path, token });
  }

  fileRoadGranted({ id, path, expiresAt }: Extract<SiteMessage, { kind: 'file-road-granted' }>): void {
    take(this.#fileRoads, id)?.resolve({ path, expiresAt });
  }

  refused(id: string, code: RefusalCode): void {
    take(this.#commands, id)?.reject(new RequestRefusedError(code));
    this.questionRefused(id, code);
  }

  /** Refuses what is asked once; a command stays, as it is sent again. */
  questionRefused(id: string, code: RefusalCode): void {
    take(this.#uploads, id)?.reject(new RequestRefusedError(code));
    take(this.#pictures, id)?.reject(new RequestRefusedError(code));
    take(this.#broadcasts, id)?.reject(new RequestRefusedError(code));
    take(this.#fileRoads, id)?.reject(new RequestRefusedError(code));
  }

  /** Refuses what is not asked again after a loss; commands are, so they go on waiting. */
  connectionLost(): void {
    rejectAll(this.#uploads, 'no-connection');
    rejectAll(this.#pictures, 'no-connection');
    rejectAll(this.#broadcasts, 'no-connection');
    rejectAll(this.#fileRoads, 'no-connection');
  }

  /** Refuses everything: the session is over. */
  giveUp(): void {
    rejectAll(this.#commands, 'session-left');
    rejectAll(this.#uploads, 'session-left');
    rejectAll(this.#pictures, 'session-left');
    rejectAll(this.#broadcasts, 'session-left');
    rejectAll(this.#fileRoads, 'session-left');
  }
}

function waitIn<Answer>(waiting: Map<string, Waiting<Answer>>, id: string): Promise<Answer> {
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function take<Answer>(waiting: Map<string, Waiting<Answer>>, id: string): Waiting<Answer> | undefined {
  const found = waiting.get(id);
  waiting.delete(id);
  return found;
}

function rejectAll<Answer>(waiting: Map<string, Waiting<Answer>>, code: RequestRefusedError['code']): void {
  const all = [...waiting.values()];
  waiting.clear();
  for (const { reject } of all) reject(new RequestRefusedError(code));
}
