import { partContext } from '../shell/part-context';
import type { LiveStrokes } from './live-strokes';

export const [StrokesProvider, useStrokes] = partContext<LiveStrokes>('strokes in motion');
