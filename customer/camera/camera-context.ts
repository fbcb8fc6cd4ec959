import { partContext } from '../shell/part-context';
import type { CameraController } from './camera-controller';

export const [CameraProvider, useCamera] = partContext<CameraController>('camera');
