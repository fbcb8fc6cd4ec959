import {
  type Author,
  type EventBody,
  forCustomer,
  type SessionEvent,
} from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import {
  type CustomerCommand,
  isCustomerCommand,
  type SessionMessage,
} from '../../shared/wire/customer-message';
import { decodeSessionMessage } from '../../shared/wire/decode';
import { isQuestion, type Question, type QuestionKind } from '../../shared/wire/questions';
import type { SiteMessage } from '../../shared/wire/site-message';
import { newIdentifier } from '../../site/identifiers';
import { type FindPicture, verdictOnCustomerCommand } from './customer-commands';
import { refusalMessage, unsavedRefusal } from './refusal-message';
import type { Appended, CarriedOut, SessionLog } from './session-log';
import type { LiveSession, SessionPart } from './session-part';
import { type PhoneSurroundings, SessionPhone } from './session-phone';
import type { Phone } from './site-link';
import type { Verdict } from './verdict';

/** What a session needs of the console around it. */
export interface SessionSurroundings extends PhoneSurroundings {
  readonly parts: readonly SessionPart[];
  /** What `phone` sends goes to this session from now on. */
  readonly attached: (phone: Phone, session: Session) => void;
  readonly findPicture: (sessionId: string, ...args: Parameters<FindPicture>) => ReturnType<FindPicture>;
  readonly onTyping: (sessionId: string) => void;
  readonly onSignal: (sessionId: string, peerId: string, data: string) => void;
}

/** One session: its log, the phone connected to it, and the parts that follow both. */
export class Session implements LiveSession {
  readonly log: SessionLog;
  /** The phone's end: joining, resuming, absence, and sending to it. */
  readonly phone: SessionPhone;
  readonly #surroundings: SessionSurroundings;

  constructor(log: SessionLog, surroundings: SessionSurroundings) {
    this.log = log;
    this.#surroundings = surroundings;
    const { parts } = surroundings;
    this.phone = new SessionPhone(
      {
        log,
        record: (by, body) => this.record(by, body),
        attached: (phone) => surroundings.attached(phone, this),
        arrived: () => {
          for (const part of parts) part.phoneArrived?.(this);
        },
      },
      surroundings,
    );
  }

  get sessionId(): string {
    return this.log.sessionId;
  }

  get state(): SessionState {
    return this.log.state;
  }

  /** Whether timers run for this session; none does once it has ended. */
  get hasTimers(): boolean {
    return this.phone.hasTimers;
  }

  /** Handles one message of the phone, undecoded. Anything wrong is answered by name; nothing throws. */
  receive(text: string): void {
    const decoded = decodeSessionMessage(text);
    if (decoded.ok) this.#handle(decoded.message);
    else this.phone.send(refusalMessage(decoded.refusal));
  }

  /** Appends an event and tells the phone and the parts. */
  record(by: Author, body: EventBody, commandId = newIdentifier()): Appended {
    this.#beforeWriting(body);
    const appended = this.log.append(by, commandId, body);
    if (appended.kind === 'appended') this.#appended(appended.event);
    return appended;
  }

  /** Carries a command out, once for each `commandId`: writes the event that `decide` makes of the present state. */
  carryOut(by: Author, commandId: string, decide: (state: SessionState) => Verdict): CarriedOut {
    const carriedOut = this.#decide(by, commandId, decide);
    if (carriedOut.kind === 'appended') this.#appended(carriedOut.event);
    return carriedOut;
  }

  /** Takes the session up after a start of the console: the log says so, and its customer is waited for. */
  takeUp(): void {
    this.record('site', { kind: 'console-restarted' });
    for (const part of this.#surroundings.parts) part.takeUp?.(this);
    this.phone.lost();
  }

  /** Stops every timer; the log stays as it is. */
  dispose(): void {
    this.phone.stop();
  }

  #handle(message: SessionMessage): void {
    if (isCustomerCommand(message)) {
      this.#handleCommand(message);
    } else if (isQuestion(message)) {
      this.phone.send(this.#answer(message.kind, message));
    } else if (this.state.phase === 'active') {
      const { onSignal, onTyping } = this.#surroundings;
      if (message.kind === 'signal') onSignal(this.sessionId, message.peerId, message.data);
      else onTyping(this.sessionId);
    }
  }

  #handleCommand(command: CustomerCommand): void {
    const { id } = command;
    const { findPicture } = this.#surroundings;
    const carriedOut = this.#decide('customer', id, (state) =>
      verdictOnCustomerCommand(state, command, (hash) => findPicture(this.sessionId, hash)),
    );
    switch (carriedOut.kind) {
      case 'not-saved':
        this.phone.send(unsavedRefusal(id));
        return;
      case 'out-of-place':
        this.phone.send(refusalMessage({ code: 'not-allowed', message: carriedOut.message, commandId: id }));
        return;
      case 'refused':
        this.phone.send(
          refusalMessage({ code: carriedOut.code, message: carriedOut.message, commandId: id }),
        );
        return;
      case 'nothing':
      case 'repeated':
        this.phone.send({ kind: 'command-done', id });
        return;
      case 'appended':
        // The answer goes first: the phone may let go of its connection once it learns that the session ended.
        this.phone.send({ kind: 'command-done', id });
        this.#appended(carriedOut.event);
        return;
    }
  }

  #answer<Kind extends QuestionKind>(kind: Kind, question: Question<Kind>): SiteMessage {
    for (const { answers } of this.#surroundings.parts) {
      const answer = answers?.[kind];
      if (answer !== undefined) return answer(this, question);
    }
    const message = 'This console answers no such question.';
    return refusalMessage({ code: 'unknown-kind', message, commandId: question.id });
  }

  #decide(by: Author, commandId: string, decide: (state: SessionState) => Verdict): CarriedOut {
    return this.log.carryOut(by, commandId, (state) => {
      const verdict = decide(state);
      if (verdict.kind === 'event') this.#beforeWriting(verdict.body);
      return verdict;
    });
  }

  #beforeWriting(body: EventBody): void {
    if (body.kind !== 'session-ended') return;
    for (const part of this.#surroundings.parts) part.beforeEnd?.(this);
  }

  #appended(event: SessionEvent): void {
    this.phone.send({ kind: 'events', events: [forCustomer(event)] });
    for (const part of this.#surroundings.parts) part.follow(this, event);
    if (!this.log.isOpen) this.phone.letGo();
  }
}
