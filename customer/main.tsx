import '../shared/without-eval';

import '@fontsource-variable/atkinson-hyperlegible-next';
import './style/roles.css';
import './style/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { BroadcastController } from './broadcast/broadcast-controller';
import { CameraController } from './camera/camera-controller';
import { reportDelivered } from './chat/report-delivered';
import { makeConnect } from './connection/connect';
import { PhotoController } from './photos/photo-controller';
import { PictureUploads } from './photos/picture-uploads';
import { ScreenController } from './screen/screen-controller';
import { ClientContext } from './session/context';
import { newIdentifier } from './session/identifiers';
import { keptSessionIn } from './session/kept-session';
import { followPage } from './session/page-lifecycle';
import { SessionClient } from './session/session-client';
import { Sources } from './sharing/sources';
import { VideoSender } from './video/video-sender';

const keyFromLink = window.location.hash.slice(1);
// The key leaves the address bar and the history, where a glance or a screenshot would find it.
if (keyFromLink !== '') window.history.replaceState(null, '', window.location.pathname);

const client = new SessionClient({
  connect: makeConnect(),
  kept: keptSessionIn(window.sessionStorage),
  newIdentifier,
  now: Date.now,
  after: (milliseconds, action) => {
    const timer = window.setTimeout(action, milliseconds);
    return () => window.clearTimeout(timer);
  },
});
const sender = new VideoSender(client);
const uploads = new PictureUploads(client);
const parts = {
  client,
  sender,
  uploads,
  camera: new CameraController(client, sender, uploads),
  screen: new ScreenController(client, sender),
  photo: new PhotoController(client, sender, uploads),
  broadcast: new BroadcastController(client, window.location.origin),
};
const sources = new Sources(parts);
followPage(client);
reportDelivered(client);
client.start();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <ClientContext value={{ ...parts, sources }}>
      <App keyFromLink={keyFromLink} />
    </ClientContext>,
  );
}
