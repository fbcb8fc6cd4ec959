import type { InformationItem, InformationSection } from '../../../shared/system-information/report';
import { flagOf, measured, member, notAvailable, type PhoneWindow, section } from './item';

/** Cameras that are named one by one; the count stands beside them. */
const namedAtMost = 12;

export async function camerasSection({ navigator }: PhoneWindow): Promise<InformationSection> {
  const media: MediaDevices | undefined = navigator.mediaDevices;
  const devices = (await media?.enumerateDevices?.()) ?? null;
  const of = (kind: MediaDeviceKind): MediaDeviceInfo[] | null =>
    devices?.filter((device) => device.kind === kind) ?? null;
  return section('cameras', 'Cameras and microphones', [
    ...counted('camera', 'Camera', of('videoinput')),
    ...counted('microphone', 'Microphone', of('audioinput')),
    measured(
      'capture',
      'Can capture its own screen',
      media === undefined ? undefined : 'getDisplayMedia' in media,
    ),
  ]);
}

/** Until the customer has allowed it, a browser tells at most that there is one of a kind, without its name. */
function counted(id: string, name: string, devices: readonly MediaDeviceInfo[] | null): InformationItem[] {
  const isNamed = devices?.some(({ label }) => label !== '') === true;
  const count = isNamed || devices?.length === 0 ? devices?.length : undefined;
  return [
    measured(`has-${id}`, `Has a ${name.toLowerCase()}`, devices === null ? undefined : devices.length > 0),
    measured(`${id}-count`, `${name}s`, count),
    ...(isNamed ? (devices ?? []) : [])
      .slice(0, namedAtMost)
      .map(({ label }, index) => measured(`${id}-${index + 1}`, `${name} ${index + 1}`, label)),
  ];
}

const codecs = [
  ['vp8', 'VP8', 'video/VP8'],
  ['vp9', 'VP9', 'video/VP9'],
  ['h264', 'H.264', 'video/H264'],
  ['hevc', 'H.265', 'video/H265'],
  ['av1', 'AV1', 'video/AV1'],
] as const;

/** What codecs are asked about: a phone's camera picture as it is sent live. */
const picture = { width: 1280, height: 720, bitrate: 2_500_000, framerate: 30 };

export async function codecsSection({ navigator }: PhoneWindow): Promise<InformationSection> {
  const capabilities = member(navigator, 'mediaCapabilities');
  const items = codecs.map(async ([id, name, contentType]) => {
    const video = { ...picture, contentType };
    return [
      await asked(capabilities, 'encodingInfo', video, `${id}-encode`, `${name}, sending`),
      await asked(capabilities, 'decodingInfo', video, `${id}-decode`, `${name}, showing`),
    ];
  });
  return section('codecs', 'Video at 1280 × 720', (await Promise.all(items)).flat());
}

async function asked(
  capabilities: unknown,
  method: 'encodingInfo' | 'decodingInfo',
  video: object,
  id: string,
  label: string,
): Promise<InformationItem> {
  const ask = member(capabilities, method);
  if (typeof ask !== 'function') return notAvailable(id, label);
  try {
    const told: unknown = await Reflect.apply(ask, capabilities, [{ type: 'webrtc', video }]);
    return measured(id, label, codecWords(told));
  } catch {
    // The browser does not answer such a question, e.g. about live video.
    return notAvailable(id, label);
  }
}

function codecWords(told: unknown): string | undefined {
  const supported = flagOf(member(told, 'supported'));
  if (supported === undefined) return undefined;
  if (!supported) return 'No';
  const smooth = flagOf(member(told, 'smooth')) === true ? ', smooth' : '';
  const efficient = flagOf(member(told, 'powerEfficient')) === true ? ', saves power' : '';
  return `Yes${smooth}${efficient}`;
}
