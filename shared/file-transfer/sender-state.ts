import type { Road, SentChunk } from './credit';
import type { FromReceiver, FromSender } from './messages';
import type {
  Outcome,
  SenderJournal,
  Side,
  SourceFile,
  Step,
  TransferFailure,
  TransferLimits,
  TransferReport,
  WholeDigest,
} from './transfer';

export interface SenderFacts {
  readonly transferId: string;
  readonly attempt: number;
  readonly name: string;
  readonly source: SourceFile;
  readonly limits: TransferLimits;
  /** Bytes of credit this transfer may use, others considered. */
  readonly share: number;
  readonly silences: number;
  readonly pausedHere: boolean;
  readonly pausedThere: boolean;
}

/** The state of the whole file's digest at the sender. */
export type Digesting =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'known'; readonly digest: WholeDigest };

export type SendingSender = SenderFacts & {
  readonly phase: 'sending';
  readonly round: number;
  /** Bytes the receiver has on disk. */
  readonly onDisk: number;
  /** Bytes sent so far; `sent` less `onDisk` is never above the credit. */
  readonly sent: number;
  readonly inFlight: readonly SentChunk[];
  readonly road: Road;
  /** An offer was repeated: the next acceptance says where to go on. */
  readonly asking: boolean;
  readonly digesting: Digesting;
};

/** One transfer as its sender sees it. */
export type Sender =
  | (SenderFacts & { readonly phase: 'offered' })
  | SendingSender
  | (SenderFacts & { readonly phase: 'ended'; readonly outcome: Outcome });

/** Everything that moves a sender but a message. */
export type SenderPrompt =
  /** The way to the receiver is open, again or for the first time. */
  | { readonly kind: 'connected' }
  /** Nothing was heard for the time the caller finds long, though an answer was due. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'credit-shared'; readonly bytes: number; readonly at: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'unpause'; readonly at: number }
  | { readonly kind: 'cancel' }
  /** Tries a failed transfer again. */
  | { readonly kind: 'retry'; readonly source: SourceFile }
  | { readonly kind: 'source-changed'; readonly source: SourceFile }
  | { readonly kind: 'failed'; readonly failure: TransferFailure }
  /** The answer to `digest-source`; `source` as it was after the last byte was read. */
  | { readonly kind: 'source-digested'; readonly source: SourceFile; readonly digest: WholeDigest };

export type SenderEvent =
  | SenderPrompt
  /** `at` is this side's clock, in milliseconds. */
  | { readonly kind: 'received'; readonly message: FromReceiver; readonly at: number };

export type SenderEffect =
  | { readonly kind: 'send'; readonly message: FromSender }
  /** Read, digest and deliver these bytes; a source that changed meanwhile is `source-changed` instead. */
  | { readonly kind: 'send-chunk'; readonly round: number; readonly offset: number; readonly length: number }
  | { readonly kind: 'digest-source' }
  | { readonly kind: 'remember'; readonly journal: SenderJournal }
  | { readonly kind: 'report'; readonly report: TransferReport };

export type SenderStep = Step<Sender, SenderEffect>;

/** Notes that the other side is there, possibly on a new attempt. */
export function heard(state: Sender, { attempt }: FromReceiver): Sender {
  if (state.phase === 'ended') return state;
  return { ...state, silences: 0, attempt: Math.max(state.attempt, attempt) };
}

/** Returns the fields a transfer begins with on this side. */
export function beginning(limits: TransferLimits) {
  return { limits, share: limits.creditBytes, silences: 0, pausedHere: false, pausedThere: false };
}

/** Keeps what a restart needs. */
export function remembered(state: Sender): SenderEffect {
  const { transferId, attempt, name, source } = state;
  const outcome = state.phase === 'ended' ? state.outcome : null;
  return { kind: 'remember', journal: { transferId, attempt, name, source, outcome } };
}

/** Returns the fields that begin every message. */
export function headOf({ transferId, attempt }: Sender) {
  return { transferId, attempt };
}

/** Sends a message. */
export function send(message: FromSender): SenderEffect {
  return { kind: 'send', message };
}

/** Reports what happened. */
export function report(what: TransferReport): SenderEffect {
  return { kind: 'report', report: what };
}

/** Reports that a side paused or resumed. */
export function reportPause(paused: boolean, by: Side): SenderEffect {
  return report(paused ? { kind: 'paused', by } : { kind: 'unpaused', by });
}

/** Returns the state and its effects, with no outcome. */
export function still(state: Sender, effects: readonly SenderEffect[] = []): SenderStep {
  return { state, effects };
}

/** Chains a step to the one before. */
export function andThen(step: SenderStep, next: (state: Sender) => SenderStep): SenderStep {
  const after = next(step.state);
  return { state: after.state, effects: [...step.effects, ...after.effects] };
}
