import { z } from 'zod';
import { type Clock, repeat } from '../shared/clock';
import { pingIntervalMs, silenceLimitMs } from '../shared/limits';
import type { Connection } from '../shared/wire/connection';
import { decodeEntry, type Envelope, readEnvelope } from '../shared/wire/decode';
import type { Refusal } from '../shared/wire/refusal';
import type { Availability, SiteMessage } from '../shared/wire/site-message';
import { wireVersion } from '../shared/wire/version';
import { type Admission, admitResumption, admitSubmission, wrongVersion } from './admission';
import type { AttachedPhone, ClosingReason, Transport } from './attachment';
import type { GuessThrottle } from './guess-throttle';
import { newIdentifier } from './identifiers';
import { MessageRate } from './message-rate';
import type { QueuedBytes } from './queued-bytes';
import type { Representative } from './representative';
import type { Representatives } from './representatives';

export interface PhoneContext {
  readonly clock: Clock;
  readonly siteName: () => string;
  readonly representatives: Representatives;
  readonly throttle: GuessThrottle;
  readonly queued: QueuedBytes;
}

/** A phone that takes nothing in while this many bytes wait for it is disconnected. */
const bufferedBytesLimit = 8 * 1024 * 1024;

const versionSchema = z.object({ version: z.number() });

/** The protocol on one phone's connection, before and while it belongs to a representative. */
export class PhoneConnection implements AttachedPhone {
  readonly connectionId = newIdentifier();
  readonly #connection: Connection;
  readonly #transport: Transport;
  readonly #address: string;
  readonly #context: PhoneContext;
  readonly #rate: MessageRate;
  readonly #stopPinging: () => void;
  #cancelSilence: () => void;
  #lastHeardAt: number;
  #representative: Representative | undefined;
  #told: Availability;
  #isProbed = false;

  /** `address` is the one limits are counted by. Sends `welcome` at once. */
  constructor(connection: Connection, transport: Transport, address: string, context: PhoneContext) {
    this.#connection = connection;
    this.#transport = transport;
    this.#address = address;
    this.#context = context;
    const { clock, representatives } = context;
    this.#rate = new MessageRate(clock);
    this.#told = representatives.availability;
    this.#lastHeardAt = clock.now();
    this.#stopPinging = repeat(clock, () => this.#send({ kind: 'ping' }), pingIntervalMs);
    this.#cancelSilence = clock.setTimer(() => this.#checkSilence(), silenceLimitMs);
    this.#send({
      kind: 'welcome',
      version: wireVersion,
      siteName: context.siteName(),
      availability: this.#told,
    });
    connection.onReceive((text) => this.#receive(text));
    connection.onClose((reason) => this.#closed(reason));
  }

  relay(text: string): void {
    this.#sendText(text);
  }

  detach(): void {
    this.#representative = undefined;
    this.tellAvailability(this.#context.representatives.availability);
  }

  probe(): void {
    this.#isProbed = true;
    this.#send({ kind: 'ping' });
  }

  disconnect(reason: ClosingReason): void {
    this.#connection.close(reason);
  }

  /** Tells the phone, unless it belongs to a representative or knows already. */
  tellAvailability(availability: Availability): void {
    if (this.#representative !== undefined || availability === this.#told) return;
    this.#told = availability;
    this.#send({ kind: 'availability-changed', availability });
  }

  #receive(text: string): void {
    this.#lastHeardAt = this.#context.clock.now();
    if (!this.#withinRate()) return;
    const read = readEnvelope(text);
    if (read.ok) this.#handle(read.message, text);
    else this.#refuse(read.refusal);
  }

  #withinRate(): boolean {
    const verdict = this.#rate.count();
    switch (verdict.kind) {
      case 'within':
        return true;
      case 'over':
        if (verdict.tell) {
          this.#refuse({
            code: 'too-many-messages',
            message: 'Too many messages. This one and those that follow are dropped.',
            retryAfterMs: verdict.retryAfterMs,
          });
        }
        return false;
      case 'flood':
        this.disconnect('too-many-messages');
        return false;
    }
  }

  /** Reads no more of a message than tells whom it is for: only a console knows the commands of its session. */
  #handle(envelope: Envelope, text: string): void {
    switch (envelope.kind) {
      case 'pong':
        if (this.#isProbed)
          this.#representative?.send({ kind: 'customer-answered', connectionId: this.connectionId });
        this.#isProbed = false;
        return;
      case 'ping':
        this.#send({ kind: 'pong' });
        return;
      case 'submit-session-key':
      case 'resume-session':
        this.#requestEntry(envelope);
        return;
      default:
        this.#passOn(text, envelope.id);
    }
  }

  #passOn(text: string, commandId: string | undefined): void {
    if (this.#representative !== undefined) {
      this.#representative.send({ kind: 'customer-message', connectionId: this.connectionId, text });
      return;
    }
    this.#refuse({
      code: 'not-in-session',
      message: 'Submit a session key or resume a session first.',
      commandId,
    });
  }

  #requestEntry(envelope: Envelope): void {
    if (this.#representative !== undefined) {
      this.#refuse({
        code: 'already-in-session',
        message: 'This connection has joined a session already.',
        commandId: envelope.id,
      });
      return;
    }
    const decoded = decodeEntry(envelope);
    if (!decoded.ok) {
      // One that does not fit the schema may come from a phone that speaks another version.
      const version = versionSchema.safeParse(envelope.json);
      const isOther = version.success && version.data.version !== wireVersion;
      this.#refuse(isOther ? wrongVersion(envelope.id) : decoded.refusal);
      return;
    }
    const { message } = decoded;
    const told = { connectionId: this.connectionId, transport: this.#transport };
    if (message.kind === 'submit-session-key') {
      this.#enter(admitSubmission(this.#context, message, this.#address), (representative) =>
        representative.send({ kind: 'customer-joined', ...told, submission: message }),
      );
    } else {
      this.#enter(admitResumption(this.#context, message), (representative) =>
        representative.send({ kind: 'customer-resuming', ...told, resume: message }),
      );
    }
  }

  #enter(admission: Admission, tell: (representative: Representative) => void): void {
    if (admission.kind === 'refused') {
      this.#refuse(admission.refusal);
      return;
    }
    const { representative } = admission;
    this.#representative = representative;
    representative.attach(this);
    tell(representative);
    admission.settle();
  }

  #refuse(refusal: Refusal): void {
    this.#send({ kind: 'refusal', ...refusal });
  }

  #send(message: SiteMessage): void {
    this.#sendText(JSON.stringify(message));
  }

  #sendText(text: string): void {
    this.#connection.send(text);
    const { bufferedBytes } = this.#connection;
    if (bufferedBytes > bufferedBytesLimit) this.disconnect('too-slow');
    else this.#context.queued.grew(bufferedBytes);
  }

  #checkSilence(): void {
    const left = this.#lastHeardAt + silenceLimitMs - this.#context.clock.now();
    if (left <= 0) {
      this.disconnect('silent');
      return;
    }
    const delayMs = Math.min(left, silenceLimitMs);
    this.#cancelSilence = this.#context.clock.setTimer(() => this.#checkSilence(), delayMs);
  }

  #closed(reason: string): void {
    this.#stopPinging();
    this.#cancelSilence();
    this.#representative?.lost(this.connectionId, reason);
    this.#representative = undefined;
  }
}
