import fc from 'fast-check';
import { pictureTypeSchema } from '../../../shared/blob';
import { limits } from '../../../shared/limits';
import type {
  Facing,
  PictureOrigin,
  Source,
  SourceFailure,
  Tab,
} from '../../../shared/session/session-event';
import type { SystemInformationReport } from '../../../shared/system-information/report';
import type {
  CustomerCommand,
  CustomerMessage,
  SubmitSessionKey,
} from '../../../shared/wire/customer-message';
import { customerMessageSchema } from '../../../shared/wire/customer-message';
import { type Decoded, decodeEntry, decodeSessionMessage, readEnvelope } from '../../../shared/wire/decode';
import { wireVersion } from '../../../shared/wire/version';
import { blobOf } from '../pictures';
import { capabilitiesOfSources } from './session-events';
import { tidyLines, tidyTexts } from './tidy-texts';

export const identifiers: fc.Arbitrary<string> = fc.stringMatching(/^[A-Za-z0-9_-]{8,64}$/);

const names = tidyLines(40);
const upTo = fc.integer({ min: 1, max: 1_000 });
const sources = fc.constantFrom<Source>('screen', 'camera');
const facings = fc.constantFrom<Facing>('front', 'rear', 'unknown');
const pixels = fc.integer({ min: 1, max: 65_535 });
const uploaded = {
  hash: fc.nat().map((seed) => blobOf('image/jpeg', seed).hash),
  width: pixels,
  height: pixels,
};
const deviceText = fc.oneof(fc.constant(''), names);
const filePaths = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,3}$/);
const fileChanges = fc.oneof(
  fc.record({ kind: fc.constant('created-folder' as const), path: filePaths }),
  fc.record({
    kind: fc.constant('renamed' as const),
    path: filePaths,
    name: fc.stringMatching(/^[a-z]{1,8}$/),
  }),
  fc.record({
    kind: fc.constant('deleted' as const),
    paths: fc.array(filePaths, { minLength: 1, maxLength: 20 }),
    count: fc.integer({ min: 1, max: 1_000 }),
  }),
);

const reports: fc.Arbitrary<SystemInformationReport> = fc.record({
  capturedAt: fc.nat(),
  sections: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('device', 'display', 'from-a-native-client'),
      title: names,
      items: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom('model', 'cores', 'charging'),
          label: names,
          value: fc.oneof(names, fc.integer(), fc.boolean()),
          source: fc.constantFrom('measured', 'inferred'),
        }),
        { selector: ({ id }) => id, maxLength: 3 },
      ),
    }),
    { selector: ({ id }) => id, maxLength: 3 },
  ),
});

export const customerCommands: fc.Arbitrary<CustomerCommand> = fc.oneof(
  { weight: 4, arbitrary: command({ kind: 'send-chat-message' }, { text: tidyTexts(40) }) },
  command({ kind: 'mark-delivered' }, { upTo }),
  command({ kind: 'mark-seen' }, { upTo }),
  command({ kind: 'allow-sharing' }, {}),
  command({ kind: 'decline-sharing' }, {}),
  command({ kind: 'stop-sharing' }, {}),
  command(
    { kind: 'start-source' },
    {
      source: sources,
      facing: facings,
      method: fc.constantFrom('camera', 'display-capture'),
      capabilities: capabilitiesOfSources,
    },
  ),
  command({ kind: 'stop-source' }, { source: sources }),
  command(
    { kind: 'report-source-failure' },
    {
      source: sources,
      failure: fc.constantFrom<SourceFailure>('permission-denied', 'no-device', 'in-use', 'not-supported'),
    },
  ),
  command(
    { kind: 'change-camera' },
    {
      facing: facings,
      torch: fc.boolean(),
      zoom: fc.integer({ min: 5, max: 1_000 }).map((tenths) => tenths / 10),
    },
  ),
  command({ kind: 'pause-sharing' }, {}),
  command({ kind: 'resume-sharing' }, {}),
  command({ kind: 'begin-photo-choosing' }, {}),
  command(
    { kind: 'show-photo' },
    {
      ...uploaded,
      name: names,
      origin: fc.constantFrom<PictureOrigin>('photo', 'screenshot'),
    },
  ),
  command({ kind: 'send-still' }, uploaded),
  command({ kind: 'report-still-failure' }, {}),
  command({ kind: 'allow-recording' }, {}),
  command({ kind: 'decline-recording' }, {}),
  command({ kind: 'revoke-recording' }, {}),
  command({ kind: 'allow-system-information' }, {}),
  command({ kind: 'decline-system-information' }, {}),
  command({ kind: 'revoke-system-information' }, {}),
  command({ kind: 'report-system-information' }, { report: reports }),
  command({ kind: 'allow-file-access' }, {}),
  command({ kind: 'decline-file-access' }, {}),
  command({ kind: 'revoke-file-access' }, {}),
  command({ kind: 'report-file-change' }, { change: fileChanges }),
  command({ kind: 'open-tab' }, { tab: fc.constantFrom<Tab>('chat', 'screen', 'camera', 'photos', 'files') }),
  command({ kind: 'report-visibility' }, { visible: fc.boolean() }),
  command({ kind: 'leave-queue' }, {}),
  command({ kind: 'end-session' }, {}),
);

export const submissions: fc.Arbitrary<SubmitSessionKey> = fc.record({
  kind: fc.constant('submit-session-key' as const),
  version: fc.constant(wireVersion),
  id: identifiers,
  sessionKey: fc.stringMatching(/^[\d -]{0,64}$/),
  name: names,
  description: fc.oneof(fc.constant(''), tidyTexts(60)),
  device: fc.record({
    model: deviceText,
    operatingSystem: deviceText,
    browser: deviceText,
    language: deviceText,
  }),
});

/** Every kind of message a phone may send, by name. */
export const customerMessageKinds: ReadonlySet<string> = new Set(
  customerMessageSchema.options.map((option) => option.shape.kind.value),
);

/** Reads any message of a phone as the site and the console behind it do together. */
export function decodeCustomerMessage(text: string): Decoded<CustomerMessage> {
  const envelope = readEnvelope(text);
  if (!envelope.ok) return envelope;
  const { kind } = envelope.message;
  if (kind === 'ping' || kind === 'pong') return { ok: true, message: { kind } };
  return kind === 'submit-session-key' || kind === 'resume-session'
    ? decodeEntry(envelope.message)
    : decodeSessionMessage(text);
}

/** Every kind of message a phone may send. */
export const customerMessages: fc.Arbitrary<CustomerMessage> = fc.oneof(
  { weight: 6, arbitrary: customerCommands },
  submissions,
  fc.record({
    kind: fc.constant('resume-session' as const),
    version: fc.constant(wireVersion),
    sessionId: identifiers,
    token: identifiers,
    lastSeq: fc.nat(),
  }),
  fc.record({ kind: fc.constant('signal' as const), peerId: identifiers, data: fc.json() }),
  fc.record({
    kind: fc.constant('request-upload' as const),
    id: identifiers,
    type: fc.constantFrom(...pictureTypeSchema.options),
    size: fc.integer({ min: 1, max: limits.pictureBytes }),
  }),
  fc.record({
    kind: fc.constant('request-picture' as const),
    id: identifiers,
    hash: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  }),
  fc.record({
    kind: fc.constantFrom('open-broadcast' as const, 'request-file-road' as const),
    id: identifiers,
  }),
  fc.constantFrom<CustomerMessage>({ kind: 'report-typing' }, { kind: 'ping' }, { kind: 'pong' }),
);

/** A submission as an ordinary phone sends it. */
export function submissionOf(change: Partial<SubmitSessionKey> = {}): SubmitSessionKey {
  return {
    kind: 'submit-session-key',
    version: wireVersion,
    id: 'submission-0001',
    sessionKey: '418 207 951',
    name: 'Maja',
    description: 'The parcel does not show.',
    device: { model: 'Pixel 8', operatingSystem: 'Android 16', browser: 'Chrome 150', language: 'sv-SE' },
    ...change,
  };
}

function command<const Kind extends CustomerCommand['kind'], Fields extends object>(
  { kind }: { readonly kind: Kind },
  fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> },
): fc.Arbitrary<{ kind: Kind; id: string } & Fields> {
  return fc.tuple(identifiers, fc.record(fields)).map(([id, rest]) => ({ kind, id, ...rest }));
}
