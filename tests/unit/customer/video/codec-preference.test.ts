import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPreferredOrder } from '../../../../customer/video/codec-preference';

const order = ['video/vp9', 'video/h264', 'video/vp8'];
const names = fc.constantFrom('video/VP8', 'video/VP9', 'video/H264', 'video/h264', 'video/AV1', 'video/rtx');

test('VP9 comes first, then H.264, then VP8, and the rest stays as it was; none is lost', () => {
  fc.assert(
    fc.property(fc.array(names), (mimeTypes) => {
      const codecs = mimeTypes.map((mimeType, index) => ({ mimeType, index }));
      const expected = [
        ...order.flatMap((name) => codecs.filter(({ mimeType }) => mimeType.toLowerCase() === name)),
        ...codecs.filter(({ mimeType }) => !order.includes(mimeType.toLowerCase())),
      ];
      expect(inPreferredOrder(codecs)).toEqual(expected);
    }),
  );
});
