import { partContext } from '../shell/part-context';
import type { BroadcastController } from './broadcast-controller';

export const [BroadcastProvider, useBroadcast] = partContext<BroadcastController>('broadcast');
