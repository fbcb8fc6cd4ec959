import { beforeEach, expect, test, vi } from 'vitest';
import { PhotoController } from '../../../../customer/photos/photo-controller';
import { PictureRefusedError } from '../../../../customer/photos/picture-refused';
import { type PictureUploads, UploadFailedError } from '../../../../customer/photos/picture-uploads';
import type { SessionClient } from '../../../../customer/session/session-client';
import type { VideoSender } from '../../../../customer/video/video-sender';

const read = vi.hoisted(() => vi.fn());
vi.mock('../../../../customer/photos/read-picture', async (original) => ({
  ...(await original<typeof import('../../../../customer/photos/read-picture')>()),
  readPicture: read,
}));

const file = new File(['picture'], 'IMG_1.JPG', { type: 'image/jpeg' });
const ready = { blob: new Blob(['stripped']), type: 'image/jpeg', name: 'IMG_1.JPG', width: 40, height: 30 };

function parts() {
  const happened: string[] = [];
  let hidden: () => void = () => undefined;
  const sender = {
    hide: () =>
      new Promise<void>((resolve) => {
        happened.push('hide');
        hidden = resolve;
      }),
  };
  const client = {
    carryOut: async ({ kind }: { kind: string }) => void happened.push(kind),
  };
  const sendBytes = vi.fn(async () => {
    happened.push('bytes');
    return { hash: 'a'.repeat(64) };
  });
  const photo = new PhotoController(
    client as unknown as SessionClient,
    sender as unknown as VideoSender,
    { sendBytes } as unknown as PictureUploads,
  );
  return { photo, happened, sendBytes, hidden: () => hidden() };
}

beforeEach(() => {
  read.mockReset();
  read.mockResolvedValue(ready);
  URL.createObjectURL = () => 'blob:one';
  URL.revokeObjectURL = () => undefined;
});

test('says that a photo is chosen only once no video can leave, and once for two asks [V8]', async () => {
  const { photo, happened, hidden } = parts();
  const begun = photo.beginChoosing();
  void photo.beginChoosing();
  await Promise.resolve();
  expect(happened).toEqual(['hide']);
  hidden();
  await begun;
  expect(happened).toEqual(['hide', 'begin-photo-choosing']);
});

test('sends no byte before a photo is picked, then shows exactly that one', async () => {
  const { photo, happened, hidden } = parts();
  const begun = photo.beginChoosing();
  hidden();
  await begun;
  expect(happened).not.toContain('bytes');
  await photo.choose(file, 'photo');
  expect(happened).toEqual(['hide', 'begin-photo-choosing', 'bytes', 'show-photo']);
  expect(photo.getState()).toMatchObject({ kind: 'shown', picture: { name: 'IMG_1.JPG', width: 40 } });
});

test('a photo that cannot be shown is refused in place, and nothing is sent', async () => {
  const { photo, sendBytes } = parts();
  read.mockRejectedValue(new PictureRefusedError('cannot-open-heic'));
  await photo.choose(file, 'photo');
  expect(photo.getState()).toEqual({ kind: 'none', problem: 'cannot-open-heic' });
  expect(sendBytes).not.toHaveBeenCalled();
});

test('a photo that did not arrive can be sent again', async () => {
  const { photo, sendBytes, happened } = parts();
  sendBytes.mockRejectedValueOnce(new UploadFailedError('no-connection'));
  await photo.choose(file, 'photo');
  expect(photo.getState()).toMatchObject({ kind: 'not-sent', problem: 'no-connection' });
  expect(happened).not.toContain('show-photo');
  await photo.sendAgain();
  expect(photo.getState().kind).toBe('shown');
});

test('a photo left on its way is not shown', async () => {
  const { photo, happened, sendBytes } = parts();
  let arrive: (answer: { hash: string }) => void = () => undefined;
  sendBytes.mockImplementationOnce(() => new Promise((resolve) => (arrive = resolve)));
  const chosen = photo.choose(file, 'photo');
  await vi.waitFor(() => expect(photo.getState().kind).toBe('sending'));
  photo.clear();
  arrive({ hash: 'b'.repeat(64) });
  await chosen;
  expect(happened).not.toContain('show-photo');
  expect(photo.getState()).toEqual({ kind: 'none', problem: null });
});
