import { partContext } from '../shell/part-context';
import type { ScreenController } from './screen-controller';

export const [ScreenProvider, useScreen] = partContext<ScreenController>('screen');
