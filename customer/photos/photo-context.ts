import { partContext } from '../shell/part-context';
import type { PhotoController } from './photo-controller';

export const [PhotoProvider, usePhoto] = partContext<PhotoController>('photo');
