import { IconBroadcast } from '@tabler/icons-react';
import type { ActiveSession } from '../../shared/session/session-state';
import { useClient, useFollowed } from '../session/context';
import { Button } from '../shell/button';
import { Block, Problem } from '../shell/tab-page';
import styles from './broadcast.module.css';
import { useBroadcast } from './broadcast-context';
import { CopyField } from './copy-field';
import { QrPicture } from './qr-picture';

interface BroadcastGuideProps {
  readonly state: ActiveSession;
  readonly name: string;
  readonly isAllowed: boolean;
}

/** Leads the customer through sharing the whole screen with a broadcaster app (WHIP, RFC 9725). */
export function BroadcastGuide({ state, name, isAllowed }: BroadcastGuideProps) {
  const broadcast = useBroadcast();
  const client = useClient();
  const shown = useFollowed(broadcast);
  const { pane } = state;
  const isLive = pane.kind === 'live' && pane.method === 'broadcast';
  return (
    <Block title="Broadcast with an app" icon={<IconBroadcast size={22} stroke={1.75} aria-hidden="true" />}>
      {isLive ? (
        <p role="status">
          {name} sees what your app broadcasts. To end it, stop in the app or with Stop above. Keep this page
          and this tab open; messages show at the top.
        </p>
      ) : (
        <p>
          With a broadcast app, {name} can see every app you open. Nothing is shown until you start it there.
        </p>
      )}
      {shown.kind === 'none' && !isLive && (
        <>
          {shown.problem !== null && (
            <Problem>
              {shown.problem === 'no-connection'
                ? 'There is no connection right now. Try again when it is back.'
                : 'The address could not be opened. Try again, or share a screenshot.'}
            </Problem>
          )}
          <Button
            look="raised"
            onClick={() => {
              if (!isAllowed) client.command({ kind: 'allow-sharing' });
              void broadcast.open();
            }}
          >
            Show me how
          </Button>
        </>
      )}
      {shown.kind === 'opening' && <p role="status">Opening an address for your app…</p>}
      {shown.kind === 'open' && (
        <>
          <ol className={styles.steps}>
            <li>
              In the app, add a WHIP connection (in OBS: Settings, Stream, service WHIP) with this address and
              token.
              <CopyField label="Address" value={shown.address} />
              <CopyField label="Token" value={shown.token} />
              <details className={styles.more}>
                <summary>The app is on another device</summary>
                <p>Scan this with its camera. It holds the address, then the token.</p>
                <QrPicture text={`${shown.address}\n${shown.token}`} />
              </details>
            </li>
            <li>Choose the screen as what the app sends.</li>
            <li>
              Start it. On an iPhone: open Control Center, hold Screen Recording, choose the app, then Start
              Broadcast. On Android: press the app’s own start button.
            </li>
            <li>
              Come back to this page now and then: keep it open, as the chat with {name} is here. Opening
              Camera or Photos below ends the broadcast.
            </li>
          </ol>
          <p>The token is for this session only. Do not give it to anyone else.</p>
        </>
      )}
    </Block>
  );
}
