import { LiveStrokes } from '../annotation/live-strokes';
import { BroadcastController } from '../broadcast/broadcast-controller';
import { CameraController } from '../camera/camera-controller';
import { type LateFiles, makeLateFiles } from '../files/late-files';
import { PhotoController } from '../photos/photo-controller';
import { PictureUploads } from '../photos/picture-uploads';
import { ScreenController } from '../screen/screen-controller';
import type { SessionClient } from '../session/session-client';
import { type SourceParts, Sources } from '../sharing/sources';
import { SystemInformationController } from '../system-information/system-information-controller';
import { VideoSender } from '../video/video-sender';

/** The parts the pages work with; made once. */
export interface ClientParts extends SourceParts {
  readonly sources: Sources;
  readonly systemInformation: SystemInformationController;
  readonly files: LateFiles;
  /** What the representative draws at this moment. */
  readonly strokes: LiveStrokes;
}

/** The parts that work with one session client, joined as the pages need them; `origin` is the site's own. */
export function makeClientParts(
  client: SessionClient,
  origin: string,
  files: LateFiles = makeLateFiles(client),
): ClientParts {
  const sender = new VideoSender(client);
  const uploads = new PictureUploads(client);
  const parts = {
    client,
    sender,
    uploads,
    strokes: new LiveStrokes(client, () => performance.now()),
    camera: new CameraController(client, sender, uploads),
    screen: new ScreenController(client, sender),
    photo: new PhotoController(client, sender, uploads),
    broadcast: new BroadcastController(client, origin),
  };
  const systemInformation = new SystemInformationController(client);
  return { ...parts, systemInformation, sources: new Sources(parts), files };
}
