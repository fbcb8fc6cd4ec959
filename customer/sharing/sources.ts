import { sharingIsAllowed } from '../../shared/session/pane';
import type { Tab } from '../../shared/session/session-event';
import type { ActiveSession } from '../../shared/session/session-state';
import type { BroadcastController } from '../broadcast/broadcast-controller';
import type { CameraController } from '../camera/camera-controller';
import type { PhotoController } from '../photos/photo-controller';
import type { PictureUploads } from '../photos/picture-uploads';
import type { ScreenController } from '../screen/screen-controller';
import type { SessionClient } from '../session/session-client';
import type { SharingControls } from '../session/sharing-controls';
import type { VideoSender } from '../video/video-sender';

/** All that the customer can show, one part for each kind. */
export interface SourceParts {
  readonly client: SessionClient;
  readonly sender: VideoSender;
  readonly uploads: PictureUploads;
  readonly camera: CameraController;
  readonly screen: ScreenController;
  readonly photo: PhotoController;
  readonly broadcast: BroadcastController;
}

/** What is shown as a whole: one source at a time, hidden, paused and stopped together; it follows the log. */
export class Sources implements SharingControls {
  readonly #parts: SourceParts;
  #before: ActiveSession | undefined;
  readonly #stopFollowing: () => void;

  constructor(parts: SourceParts) {
    this.#parts = parts;
    this.#stopFollowing = parts.client.subscribe(() => this.#follow());
  }

  /** Fetches what showing live needs. Rejects where that fails; what is shown first tries again. */
  prepare(): Promise<void> {
    return this.#parts.sender.prepare();
  }

  /** Goes to a tab: its own source takes the place of the one before; the chat and the files leave what is shown alone. */
  openTab(tab: Tab, isAllowed: boolean): void {
    const { client, camera, screen, photo, broadcast } = this.#parts;
    const isOwn = tab === 'screen' || tab === 'camera' || tab === 'photos';
    // The photo's own entry hides everything, so there the sources end without one each.
    const tell = tab !== 'photos' || !isAllowed;
    if (isOwn && tab !== 'camera') camera.stop(tell);
    if (isOwn && tab !== 'screen') screen.stop(tell);
    if (isOwn && tab !== 'screen') broadcast.forget();
    const keepsPicture = this.#staysShownOn(tab);
    if (!keepsPicture) photo.clear();
    client.command({ kind: 'open-tab', tab });
    if (tab === 'photos' && isAllowed && !keepsPicture) void photo.beginChoosing();
  }

  /** Whether the picture shown goes on being shown on `tab`: in the chat, with the files, and where it was chosen. */
  #staysShownOn(tab: Tab): boolean {
    const pane = this.#pane();
    if (pane?.kind !== 'photo') return false;
    return tab === 'chat' || tab === 'files' || tab === (pane.origin === 'photo' ? 'photos' : 'screen');
  }

  /** Hides the picture at once, then says so. */
  pause(): void {
    const { sender, client } = this.#parts;
    void sender.hide();
    client.command({ kind: 'pause-sharing' });
  }

  /** Shows the picture again; after a reload the source has to be opened anew. */
  resume(): void {
    const { client, camera, screen } = this.#parts;
    const pane = this.#pane();
    if (pane?.kind !== 'paused') return;
    const { source } = pane.resumes;
    const controller = source === 'camera' ? camera : screen;
    if (controller.getState().kind === 'on') {
      client.command({ kind: 'resume-sharing' });
      controller.showAgain();
    } else void controller.start();
  }

  /** Stops sharing for good: nothing is shown until the customer allows it again. */
  stopSharing(): void {
    this.stopAll();
    this.#parts.client.command({ kind: 'stop-sharing' });
  }

  /** Closes every source and the connection, without an entry of its own. */
  stopAll(): void {
    const { sender, camera, screen, photo, broadcast, uploads } = this.#parts;
    camera.stop(false);
    screen.stop(false);
    photo.clear();
    broadcast.forget();
    uploads.stop();
    sender.stop();
  }

  /** Stops following the session. */
  dispose(): void {
    this.#stopFollowing();
    this.stopAll();
  }

  #pane(): ActiveSession['pane'] | undefined {
    return this.#before?.pane;
  }

  #follow(): void {
    const state = this.#parts.client.getState();
    const now = state.kind === 'in-session' && state.state?.phase === 'active' ? state.state : undefined;
    const before = this.#before;
    if (now === before) return;
    this.#before = now;
    if (now === undefined) {
      // Whoever ended the session: from this moment no track runs and no peer exists.
      this.stopAll();
      this.#parts.sender.setFrozen(false);
      return;
    }
    // Before anything else: what is frozen stops at its source.
    this.#parts.sender.setFrozen(now.freeze !== null);
    if (now.quality !== before?.quality) this.#parts.sender.setQuality(now.quality);
    const wasAllowed = before !== undefined && sharingIsAllowed(before.pane);
    if (wasAllowed && !sharingIsAllowed(now.pane)) this.stopAll();
    if (now.stillRequested && before?.stillRequested === false) void this.#parts.camera.sendStill();
  }
}
