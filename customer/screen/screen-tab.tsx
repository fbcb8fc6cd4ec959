import { sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { BroadcastGuide } from '../broadcast/broadcast-guide';
import { TabPage } from '../shell/tab-page';
import { CaptureBlock, NoCaptureBlock } from './capture-block';
import { Countdown } from './countdown';
import { canCaptureScreen } from './screen-controller';
import { ScreenshotBlock } from './screenshot-block';

interface ScreenTabProps {
  readonly state: ActiveSession;
  readonly onEnd: () => void;
}

/** The ways in which this device can show its screen, what it has first. */
export function ScreenTab({ state, onEnd }: ScreenTabProps) {
  const name = firstName(state.representative.name);
  const isAllowed = sharingIsAllowed(state.pane);
  const canCapture = canCaptureScreen();
  const parts = { state, name, isAllowed };
  return (
    <TabPage title="Screen" lead={leadOf(state, name)} onEnd={onEnd}>
      {canCapture && <CaptureBlock {...parts} />}
      <BroadcastGuide {...parts} />
      <ScreenshotBlock {...parts} />
      {!canCapture && <NoCaptureBlock />}
      <Countdown name={name} />
    </TabPage>
  );
}

function leadOf({ pane }: ActiveSession, name: string): string {
  switch (pane.kind) {
    case 'live':
      return pane.source === 'screen'
        ? `${name} sees your screen and can only watch.`
        : `${name} sees your ${pane.source}.`;
    case 'paused':
      return `${name} sees nothing until you resume.`;
    case 'photo':
      return `${name} sees the picture you chose and nothing else of your phone.`;
    default:
      return `${name} sees nothing of your screen until you start.`;
  }
}
