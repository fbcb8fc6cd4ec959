import '../shared/without-eval';

import '@fontsource-variable/atkinson-hyperlegible-next';
import './style/roles.css';
import './style/base.css';
import { createRoot } from 'react-dom/client';
import { parseJoinFragment } from '../shared/session-key/join-link';
import { reportDelivered } from './chat/report-delivered';
import { makeConnect } from './connection/connect';
import { newIdentifier } from './kit/identifiers';
import { App } from './pages/app';
import { makeClientParts } from './pages/client-parts';
import { PartsProvider } from './pages/parts-provider';
import { keptSessionIn } from './session/kept-session';
import { followPage } from './session/page-lifecycle';
import { SessionClient } from './session/session-client';

const link = parseJoinFragment(window.location.hash.slice(1));
// The key leaves the address bar and the history, where a glance or a screenshot would find it.
if (window.location.hash !== '') window.history.replaceState(null, '', window.location.pathname);

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
const parts = makeClientParts(client, window.location.origin);
followPage(client);
reportDelivered(client);
client.start();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <PartsProvider parts={parts}>
      <App link={link} />
    </PartsProvider>,
  );
}
