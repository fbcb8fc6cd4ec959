import { expect, test } from 'vitest';
import { encoderSettings, QualitySender } from '../../../../customer/video/quality-sender';
import { readSenderStatistics } from '../../../../customer/video/sender-statistics';
import { type QualityLevel, qualityLevels } from '../../../../shared/quality';

test('every level is told to the encoder as the table of levels has it [V7]', () => {
  expect(encoderSettings(qualityLevels['black-and-white'], 'screen')).toEqual({
    scaleResolutionDownBy: 2,
    maxBitrate: 120_000,
    maxFramerate: 8,
    degradationPreference: 'balanced',
    contentHint: 'detail',
    active: true,
  });
  expect(encoderSettings(qualityLevels['few-colors'], 'camera').scaleResolutionDownBy).toBeCloseTo(4 / 3);
});

test.each<[QualityLevel, 'screen' | 'camera', string]>([
  ['full-color', 'screen', 'detail'],
  ['video-optimized', 'screen', 'motion'],
  ['full-color', 'camera', 'motion'],
])('%s of the %s is meant for %s', (level, source, hint) => {
  expect(encoderSettings(qualityLevels[level], source).contentHint).toBe(hint);
});

/** A sender that takes parameters one at a time, as browsers do. */
function slowSender() {
  const applied: RTCRtpSendParameters[] = [];
  let finish: (() => void) | undefined;
  const sender = {
    getParameters: () => ({
      encodings: [{ active: true }],
      codecs: [],
      headerExtensions: [],
      rtcp: {},
      transactionId: '',
    }),
    setParameters: (parameters: RTCRtpSendParameters) => {
      if (finish !== undefined) return Promise.reject(new Error('one at a time'));
      return new Promise<void>((resolve) => {
        finish = () => {
          finish = undefined;
          applied.push(parameters);
          resolve();
        };
      });
    },
  };
  return { sender: sender as unknown as RTCRtpSender, applied, finish: () => finish?.() };
}

test('applies one after another, and of those that wait only the last', async () => {
  const { sender, applied, finish } = slowSender();
  const quality = new QualitySender(sender);
  for (const level of ['full-color', 'more-colors', 'few-colors', 'black-and-white'] as const) {
    quality.apply(encoderSettings(qualityLevels[level], 'camera'));
  }
  for (let round = 0; round < 6; round += 1) {
    finish();
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(applied.map(({ encodings }) => encodings[0]?.maxBitrate)).toEqual([5_000_000, 120_000]);
  expect(applied.at(-1)?.encodings[0]).toMatchObject({
    active: true,
    scaleResolutionDownBy: 2,
    maxFramerate: 8,
  });
});

test('reads the statistics browsers agree on, and does without the others', () => {
  const entries = [
    { type: 'candidate-pair', state: 'failed', availableOutgoingBitrate: 1 },
    {
      type: 'candidate-pair',
      state: 'succeeded',
      availableOutgoingBitrate: 900_000,
      currentRoundTripTime: 0.04,
    },
    { type: 'outbound-rtp', kind: 'video', framesSent: 41, qualityLimitationReason: 'bandwidth' },
    { type: 'remote-inbound-rtp', fractionLost: 0.25, roundTripTime: 0.1 },
  ];
  expect(readSenderStatistics(entries)).toEqual({
    framesSent: 41,
    availableBitrate: 900_000,
    lossFraction: 0.25,
    roundTripMs: 100,
    limitedBy: 'bandwidth',
  });
  expect(readSenderStatistics([{ type: 'outbound-rtp', kind: 'video' }])).toEqual({
    framesSent: 0,
    availableBitrate: null,
    lossFraction: null,
    roundTripMs: null,
    limitedBy: 'none',
  });
  expect(readSenderStatistics([])).toBeNull();
});
