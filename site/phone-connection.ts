import { z } from 'zod';
import { type Clock, repeat } from '../shared/clock';
import { pingIntervalMs, silenceLimitMs, unjoinedMs } from '../shared/limits';
import type { Connection } from '../shared/wire/connection';
import { decodeEntry, type Envelope, readEnvelope } from '../shared/wire/decode';
import type { Refusal } from '../shared/wire/refusal';
import type { Availability, SiteMessage } from '../shared/wire/site-message';
import { wireVersion } from '../shared/wire/version';
import { type Admission, admitResumption, admitSubmission, type Door, wrongVersion } from './admission';
import type { AttachedPhone, ClosingReason, Transport } from './attachment';
import { newIdentifier } from './identifiers';
import { MessageRate } from './message-rate';
import type { QueuedBytes } from './queued-bytes';
import type { Representative } from './representative';
import type { SessionRates } from './session-rates';

/** A message counts once more for each so many characters. */
const charactersCountedOnce = 8 * 1024;
/** How many messages a resumption counts as, for it may bring the whole log again. */
const resumptionWeight = 10;

export interface PhoneContext extends Door {
  readonly rates: SessionRates;
  readonly clock: Clock;
  readonly siteName: () => string;
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
  readonly #onSettled: (isSettled: boolean) => void;
  #rate: MessageRate;
  #strangerSince: number;
  readonly #stopPinging: () => void;
  #cancelSilence: () => void;
  #lastHeardAt: number;
  #representative: Representative | undefined;
  #told: Availability;
  #isProbed = false;
  /** Gives up the wait of a typed key for its turn. */
  #cancelWait: () => void = () => undefined;

  /** `address` is the one limits are counted by; `onSettled` hears whether the phone belongs to a session. Sends `welcome` at once. */
  constructor(
    connection: Connection,
    transport: Transport,
    address: string,
    context: PhoneContext,
    onSettled: (isSettled: boolean) => void = () => undefined,
  ) {
    this.#connection = connection;
    this.#transport = transport;
    this.#address = address;
    this.#context = context;
    const { clock, representatives } = context;
    this.#rate = new MessageRate(clock);
    this.#told = representatives.availability;
    this.#lastHeardAt = clock.now();
    this.#strangerSince = this.#lastHeardAt;
    this.#onSettled = onSettled;
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
    this.#strangerSince = this.#context.clock.now();
    this.#rate = new MessageRate(this.#context.clock);
    this.#onSettled(false);
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
    if (!this.#withinRate(1 + Math.floor(text.length / charactersCountedOnce))) return;
    const read = readEnvelope(text);
    if (read.ok) this.#handle(read.message, text);
    else this.#refuse(read.refusal);
  }

  #withinRate(weight: number): boolean {
    const verdict = this.#rate.count(weight);
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
    this.#cancelWait();
    const told = { connectionId: this.connectionId, transport: this.#transport };
    if (message.kind === 'submit-session-key') {
      this.#cancelWait = admitSubmission(this.#context, message, this.#address, (admission) =>
        this.#enter(admission, this.#context.rates.of(`key ${message.sessionKey}`), (representative) =>
          representative.send({ kind: 'customer-joined', ...told, submission: message }),
        ),
      );
    } else {
      // The session's own budget, however many connections take it up one after the other.
      const rate = this.#context.rates.of(message.sessionId);
      const admission = admitResumption(this.#context, message, this.#address);
      if (admission.kind === 'admitted') {
        const before = this.#rate;
        this.#rate = rate;
        if (!this.#withinRate(resumptionWeight)) {
          this.#rate = before;
          return;
        }
      }
      this.#enter(admission, rate, (representative) =>
        representative.send({ kind: 'customer-resuming', ...told, resume: message }),
      );
    }
  }

  #enter(admission: Admission, rate: MessageRate, tell: (representative: Representative) => void): void {
    if (admission.kind === 'refused') {
      this.#refuse(admission.refusal);
      return;
    }
    const { representative } = admission;
    this.#representative = representative;
    this.#rate = rate;
    this.#onSettled(true);
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
    const { clock } = this.#context;
    if (this.#representative === undefined && clock.now() - this.#strangerSince >= unjoinedMs) {
      this.disconnect('not-joined');
      return;
    }
    const delayMs = Math.min(left, silenceLimitMs);
    this.#cancelSilence = this.#context.clock.setTimer(() => this.#checkSilence(), delayMs);
  }

  #closed(reason: string): void {
    this.#stopPinging();
    this.#cancelSilence();
    this.#cancelWait();
    this.#representative?.lost(this.connectionId, reason);
    this.#representative = undefined;
  }
}
