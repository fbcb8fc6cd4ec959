import type { Request } from '../ipc/request';
import { partContext } from './part-context';

/** How components ask main for something. */
export const [RequestContext, useRequest] = partContext<Request>('The way to main');
