import { request } from '../ipc/request';

/** Opens the simulated phone, or brings it to the front. @throws RequestRefusedError */
export async function startPractice(): Promise<void> {
  await request('start-practice', {});
}
