import type { CheckedFileName } from './file-name';
import type { FromReceiver, FromSender } from './messages';
import type {
  DiskFailure,
  Outcome,
  ReceiverJournal,
  Side,
  SourceFile,
  Step,
  Target,
  TransferFailure,
  TransferLimits,
  TransferRefusal,
  TransferReport,
  WholeDigest,
} from './transfer';

export interface ReceiverFacts {
  readonly transferId: string;
  readonly attempt: number;
  readonly round: number;
  readonly offered: CheckedFileName;
  readonly source: SourceFile;
  /** Null until the offer was accepted. */
  readonly target: Target | null;
  readonly limits: TransferLimits;
  readonly silences: number;
  readonly pausedHere: boolean;
  readonly pausedThere: boolean;
}

export type AcceptedFacts = ReceiverFacts & { readonly target: Target };

/** The unfinished file grows. */
export type ReceivingReceiver = AcceptedFacts & {
  readonly phase: 'receiving';
  /** Bytes taken and handed to the disk, all of them checked. */
  readonly received: number;
  /** Bytes that outlive this side's process. */
  readonly onDisk: number;
  readonly damaged: number;
  /** Where the sender was last asked to repeat from. */
  readonly repeatedFrom: number | null;
  /** The sender's digest, once it came. */
  readonly finish: { readonly digest: WholeDigest } | null;
};

/** One transfer as its receiver sees it. */
export type Receiver =
  | (ReceiverFacts & { readonly phase: 'offered' })
  /** The disk is asked what there is of the file; `placing` once it was verified. */
  | (AcceptedFacts & {
      readonly phase: 'inspecting';
      readonly placing: { readonly digest: WholeDigest } | null;
    })
  | ReceivingReceiver
  /** The whole file is on disk; `theirs` is the sender's digest. */
  | (AcceptedFacts & { readonly phase: 'digesting'; readonly theirs: WholeDigest })
  | (AcceptedFacts & { readonly phase: 'flushing'; readonly digest: WholeDigest })
  | (AcceptedFacts & { readonly phase: 'placing'; readonly digest: WholeDigest; readonly nameTaken: boolean })
  | (ReceiverFacts & { readonly phase: 'ended'; readonly outcome: Outcome });

export type ChunkMessage = FromSender & { readonly kind: 'deliver-chunk' };
export type PlainFromSender = Exclude<FromSender, ChunkMessage>;

/** Answers of the disk name the round they were asked in; those of an earlier one change nothing. */
export type DiskEvent =
  /** Bytes of the unfinished file, or null where there is none. */
  | { readonly kind: 'inspected'; readonly round: number; readonly bytes: number | null }
  /** Everything before `upTo` outlives this process. */
  | { readonly kind: 'written'; readonly round: number; readonly upTo: number }
  | { readonly kind: 'partial-digested'; readonly round: number; readonly digest: WholeDigest }
  | { readonly kind: 'flushed'; readonly round: number }
  | { readonly kind: 'renamed'; readonly round: number }
  | { readonly kind: 'name-taken'; readonly round: number }
  | { readonly kind: 'disk-refused'; readonly round: number; readonly failure: DiskFailure };

export type ReceiverEvent =
  | { readonly kind: 'received'; readonly message: PlainFromSender }
  /** A chunk with the digest this side found; its bytes are kept only if a `write` names them. */
  | { readonly kind: 'chunk-received'; readonly message: ChunkMessage; readonly found: string }
  | DiskEvent
  /** Nothing was heard for the time the caller finds long, on an open connection. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'accept'; readonly target: Target }
  | { readonly kind: 'refuse'; readonly reason: TransferRefusal }
  /** Another name, or leave to replace, for a verified file whose name was taken. */
  | { readonly kind: 'choose-name'; readonly target: Target }
  | { readonly kind: 'pause' }
  | { readonly kind: 'unpause' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'failed'; readonly failure: TransferFailure };

/** Effects, to be carried out in order: those that touch the disk, `remember` included, only after the disk effects before them. */
export type ReceiverEffect =
  | { readonly kind: 'send'; readonly message: FromReceiver }
  | { readonly kind: 'inspect-partial'; readonly round: number }
  /** Makes the unfinished file exactly that long; creates it if there is none. */
  | { readonly kind: 'truncate-partial'; readonly round: number; readonly to: number }
  | { readonly kind: 'discard-partial' }
  /** Writes the chunk just received into the unfinished file; answered by `written`. */
  | { readonly kind: 'write'; readonly round: number; readonly offset: number; readonly length: number }
  /** Reads the whole unfinished file; answered by `partial-digested`. */
  | { readonly kind: 'digest-partial'; readonly round: number }
  /** Makes the unfinished file outlive a power cut. */
  | { readonly kind: 'flush'; readonly round: number }
  /** Moves the unfinished file into place and flushes the folder; replaces nothing unless told. */
  | { readonly kind: 'rename'; readonly round: number; readonly target: Target }
  | { readonly kind: 'remember'; readonly journal: ReceiverJournal }
  | { readonly kind: 'report'; readonly report: TransferReport };

export type ReceiverStep = Step<Receiver, ReceiverEffect>;

/** Returns what every phase knows, without what only this one knows. */
export function factsOf(state: Receiver): ReceiverFacts {
  const { transferId, attempt, round, offered, source, target, limits } = state;
  const { silences, pausedHere, pausedThere } = state;
  return {
    transferId,
    attempt,
    round,
    offered,
    source,
    target,
    limits,
    silences,
    pausedHere,
    pausedThere,
  };
}

/** Returns what every phase after the acceptance knows. */
export function acceptedFactsOf(state: Receiver & AcceptedFacts): AcceptedFacts {
  return { ...factsOf(state), target: state.target };
}

/** Keeps what a restart needs. */
export function remembered(state: Receiver): ReceiverEffect {
  const { transferId, attempt, round, offered, source, target } = state;
  const name = offered.kind === 'safe' ? offered.name : offered.from;
  const facts = { transferId, attempt, round, name, source, target };
  switch (state.phase) {
    case 'ended':
      return { kind: 'remember', journal: { ...facts, stage: { kind: 'ended', outcome: state.outcome } } };
    case 'placing':
      return { kind: 'remember', journal: { ...facts, stage: { kind: 'placing', digest: state.digest } } };
    case 'offered':
    case 'inspecting':
    case 'receiving':
    case 'digesting':
    case 'flushing':
      return { kind: 'remember', journal: { ...facts, stage: { kind: 'receiving' } } };
  }
}

/** Returns the fields that begin every message. */
export function headOf({ transferId, attempt }: Receiver) {
  return { transferId, attempt };
}

/** Sends a message. */
export function send(message: FromReceiver): ReceiverEffect {
  return { kind: 'send', message };
}

/** Reports what happened. */
export function report(what: TransferReport): ReceiverEffect {
  return { kind: 'report', report: what };
}

/** Reports that a side paused or resumed. */
export function reportPause(paused: boolean, by: Side): ReceiverEffect {
  return report(paused ? { kind: 'paused', by } : { kind: 'unpaused', by });
}

/** Returns the state and its effects, with no outcome. */
export function still(state: Receiver, effects: readonly ReceiverEffect[] = []): ReceiverStep {
  return { state, effects };
}

/** Ends a transfer, tells the sender, and keeps the outcome. */
export function end(
  state: Receiver,
  outcome: Outcome,
  message: FromReceiver | null,
  discard = false,
): ReceiverStep {
  const next: Receiver = { ...factsOf(state), phase: 'ended', outcome };
  const told = message === null ? [] : [send(message)];
  const thrown: ReceiverEffect[] = discard ? [{ kind: 'discard-partial' }] : [];
  return { state: next, effects: [remembered(next), ...thrown, ...told, report({ kind: 'ended', outcome })] };
}

/** Ends a transfer for a reason found on this side; a partial that is not what was sent is thrown away. */
export function fail(state: Receiver, failure: TransferFailure): ReceiverStep {
  const outcome = { kind: 'failed', failure, by: 'here' } as const;
  return end(state, outcome, { kind: 'fail-file', ...headOf(state), failure }, failure === 'digest-mismatch');
}
