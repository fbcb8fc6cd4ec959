import { partContext } from '../shell/part-context';
import type { LateFiles } from './late-files';

export const [FilesProvider, useFiles] = partContext<LateFiles>('files');
