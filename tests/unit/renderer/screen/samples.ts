import type { LivePane } from '../../../../shared/session/pane';

export const liveCamera = {
  kind: 'live',
  source: 'camera',
  method: 'camera',
  facing: 'rear',
  torch: false,
  zoom: 1,
  capabilities: { quality: true, pause: true, flip: true, torch: false, zoom: null, still: true },
  at: 0,
} as const satisfies LivePane;
