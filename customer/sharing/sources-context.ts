import { partContext } from '../shell/part-context';
import type { Sources } from './sources';

export const [SourcesProvider, useSources] = partContext<Sources>('sources');
