import type { PictureControls } from '../picture/use-picture-controls';
import type { PaneCommand } from './pane-keys';

/** Keys that change how the picture is looked at. */
export type LookCommand = Extract<
  PaneCommand,
  | 'fit'
  | 'actual'
  | 'zoom-in'
  | 'zoom-out'
  | 'turn-left'
  | 'turn-right'
  | 'pan-left'
  | 'pan-right'
  | 'pan-up'
  | 'pan-down'
>;

/** How far one press moves the picture, in CSS pixels. */
const panStep = 48;

/** Looks at the picture as a key says. */
export function lookAs(command: LookCommand, controls: PictureControls): void {
  switch (command) {
    case 'fit':
      controls.fit();
      return;
    case 'actual':
      controls.actual();
      return;
    case 'zoom-in':
      controls.zoomIn();
      return;
    case 'zoom-out':
      controls.zoomOut();
      return;
    case 'turn-left':
      controls.turn(-1);
      return;
    case 'turn-right':
      controls.turn(1);
      return;
    case 'pan-left':
      controls.pan({ x: panStep, y: 0 });
      return;
    case 'pan-right':
      controls.pan({ x: -panStep, y: 0 });
      return;
    case 'pan-up':
      controls.pan({ x: 0, y: panStep });
      return;
    case 'pan-down':
      controls.pan({ x: 0, y: -panStep });
      return;
  }
}
