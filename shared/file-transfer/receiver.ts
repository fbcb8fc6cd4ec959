import { checkFileName } from './file-name';
import type { FromSender } from './messages';
import {
  acceptedFactsOf,
  end,
  factsOf,
  fail,
  headOf,
  type PlainFromSender,
  type Receiver,
  type ReceiverEvent,
  type ReceiverStep,
  type ReceivingReceiver,
  remembered,
  report,
  reportPause,
  send,
  still,
} from './receiver-state';
import { acceptance, receivingFrom, takeChunk, takeDiskEvent, takeFinish } from './receiving';

import {
  type ReceiverJournal,
  type SourceFile,
  sameSource,
  type TransferLimits,
  type TransferRefusal,
} from './transfer';

/** Takes an offer that is not known yet; a name or size that cannot be taken is refused at once. */
export function takeOffer(
  message: FromSender & { kind: 'offer-file' },
  limits: TransferLimits,
): ReceiverStep {
  const { transferId, attempt, source, paused } = message;
  const offered = checkFileName(message.name);
  const state: Receiver = {
    ...{ transferId, attempt, round: message.round + 1, offered, source, target: null, limits, silences: 0 },
    ...{ pausedHere: false, pausedThere: paused, phase: 'offered' },
  };
  if (offered.kind === 'refused') return refuse(state, 'name-refused');
  if (source.size > limits.fileBytes) return refuse(state, 'too-large');
  return still(state, [
    send({ kind: 'await-file', ...headOf(state) }),
    report({ kind: 'offered', offered, source }),
  ]);
}

/** Takes a transfer up after this side was restarted. */
export function restartReceiver(journal: ReceiverJournal, limits: TransferLimits): ReceiverStep {
  const { stage, target, name, ...known } = journal;
  const offered = checkFileName(name);
  const facts = { ...known, offered, limits, silences: 0, pausedHere: false, pausedThere: false };
  if (stage.kind === 'ended') return still({ ...facts, target, phase: 'ended', outcome: stage.outcome });
  if (target === null) return still({ ...facts, target, phase: 'offered' });
  const placing = stage.kind === 'placing' ? { digest: stage.digest } : null;
  return inspect({ ...facts, target, phase: 'inspecting', placing });
}

/** Returns the receiver's next state and effects. Never throws; what does not fit the state changes nothing. */
export function stepReceiver(state: Receiver, event: ReceiverEvent): ReceiverStep {
  switch (event.kind) {
    case 'received':
      return receive(heard(state, event.message), event.message);
    case 'chunk-received': {
      const next = heard(state, event.message);
      return next.phase === 'ended'
        ? answerEnded(next, event.message)
        : takeChunk(next, event.message, event.found);
    }
    case 'inspected':
    case 'written':
    case 'partial-digested':
    case 'flushed':
    case 'renamed':
    case 'name-taken':
    case 'disk-refused':
      return event.round === state.round ? takeDiskEvent(state, event) : still(state);
    case 'silence':
      return silent(state);
    case 'accept': {
      if (state.phase !== 'offered') return still(state);
      const next = receivingFrom({ ...factsOf(state), target: event.target }, 0);
      const empty = { kind: 'truncate-partial', round: next.round, to: 0 } as const;
      return still(next, [empty, remembered(next), acceptance(next), report({ kind: 'accepted' })]);
    }
    case 'refuse':
      return state.phase === 'offered' ? refuse(state, event.reason) : still(state);
    case 'choose-name': {
      if (state.phase !== 'placing' || !state.nameTaken) return still(state);
      const next: Receiver = { ...state, target: event.target, nameTaken: false };
      return still(next, [remembered(next), { kind: 'rename', round: next.round, target: next.target }]);
    }
    case 'pause':
      return pause(state, true);
    case 'unpause':
      return pause(state, false);
    case 'cancel': {
      if (state.phase === 'ended' && state.outcome.kind !== 'failed') return still(state);
      return end(state, { kind: 'cancelled', by: 'here' }, { kind: 'cancel-file', ...headOf(state) }, true);
    }
    case 'retry':
      return again(state, state.attempt + 1);
    case 'failed':
      return state.phase === 'ended' ? still(state) : fail(state, event.failure);
  }
}

function receive(state: Receiver, message: PlainFromSender): ReceiverStep {
  if (state.phase === 'ended') return answerEnded(state, message);
  switch (message.kind) {
    case 'offer-file':
      return offeredAgain(state, message);
    case 'finish-file':
      return takeFinish(state, message);
    case 'pause-file':
      if (state.pausedThere === message.paused) return still(state);
      return still({ ...state, pausedThere: message.paused }, [reportPause(message.paused, 'there')]);
    case 'cancel-file':
      return end(state, { kind: 'cancelled', by: 'there' }, null, true);
    case 'fail-file': {
      if (message.attempt < state.attempt) return still(state);
      return end(state, { kind: 'failed', failure: message.failure, by: 'there' }, null);
    }
  }
}

/** Tells the sender how it ended, as often as it asks; a further attempt takes a failed transfer up again. */
function answerEnded(state: Receiver & { phase: 'ended' }, message: FromSender): ReceiverStep {
  const { outcome, source } = state;
  if (message.kind === 'fail-file' || message.kind === 'pause-file') return still(state);
  switch (outcome.kind) {
    case 'completed':
      return still(state, [send({ kind: 'confirm-file', ...headOf(state), source, digest: outcome.digest })]);
    case 'refused':
      return still(state, [send({ kind: 'refuse-file', ...headOf(state), reason: outcome.reason })]);
    case 'cancelled':
      if (message.kind === 'cancel-file') return still(state);
      return still(state, [send({ kind: 'cancel-file', ...headOf(state) })]);
    case 'failed': {
      if (message.kind === 'cancel-file') return end(state, { kind: 'cancelled', by: 'there' }, null, true);
      if (message.kind === 'offer-file' && message.attempt > state.attempt) {
        return again({ ...state, pausedThere: message.paused }, message.attempt);
      }
      return still(state, [send({ kind: 'fail-file', ...headOf(state), failure: outcome.failure })]);
    }
  }
}

function offeredAgain(state: Receiver, message: FromSender & { kind: 'offer-file' }): ReceiverStep {
  const waiting = send({ kind: 'await-file', ...headOf(state) });
  switch (state.phase) {
    case 'offered': {
      if (message.source.size > state.limits.fileBytes) return refuse(state, 'too-large');
      const round = Math.max(state.round, message.round + 1);
      return still({ ...state, round, source: message.source, pausedThere: message.paused }, [waiting]);
    }
    case 'ended':
      return answerEnded(state, message);
    case 'inspecting':
    case 'digesting':
    case 'flushing':
    case 'placing':
      return still(state, [waiting]);
    case 'receiving': {
      if (message.round > state.round) return catchUp(state, message.round);
      const next = { ...state, pausedThere: message.paused, repeatedFrom: null };
      return sameSource(message.source, state.source)
        ? still(next, [acceptance(next)])
        : beginAnew(next, message.source);
    }
  }
}

/** Catches up after a kill before this side's journal was written: goes beyond the round it had. */
function catchUp(state: ReceivingReceiver, round: number): ReceiverStep {
  return inspect({ ...acceptedFactsOf(state), round, phase: 'inspecting', placing: null });
}

/** Throws away what was received of an earlier state of the source. */
function beginAnew(state: ReceivingReceiver, source: SourceFile): ReceiverStep {
  if (source.size > state.limits.fileBytes) {
    const message = { kind: 'refuse-file', ...headOf(state), reason: 'too-large' } as const;
    return end(state, { kind: 'refused', reason: 'too-large' }, message, true);
  }
  const next = receivingFrom({ ...acceptedFactsOf(state), source, round: state.round + 1 }, 0);
  return still(next, [
    { kind: 'truncate-partial', round: next.round, to: 0 },
    remembered(next),
    acceptance(next),
    report({ kind: 'began-anew' }),
  ]);
}

function again(state: Receiver, attempt: number): ReceiverStep {
  if (state.phase !== 'ended' || state.outcome.kind !== 'failed') return still(state);
  const { target, ...facts } = { ...factsOf(state), attempt, silences: 0 };
  if (target !== null) return inspect({ ...facts, target, phase: 'inspecting', placing: null });
  const next: Receiver = { ...facts, target, phase: 'offered' };
  return still(next, [send({ kind: 'await-file', ...headOf(next) })]);
}

/** Begins a round by asking the disk what there is. */
function inspect(state: Receiver & { phase: 'inspecting' }): ReceiverStep {
  const next = { ...state, round: state.round + 1 };
  const journal = remembered(next);
  const kept =
    next.placing === null || journal.kind !== 'remember'
      ? journal
      : { ...journal, journal: { ...journal.journal, stage: { kind: 'placing' as const, ...next.placing } } };
  return still(next, [kept, { kind: 'inspect-partial', round: next.round }]);
}

function refuse(state: Receiver, reason: TransferRefusal): ReceiverStep {
  return end(state, { kind: 'refused', reason }, { kind: 'refuse-file', ...headOf(state), reason });
}

function pause(state: Receiver, paused: boolean): ReceiverStep {
  if (state.phase === 'ended' || state.pausedHere === paused) return still(state);
  return still({ ...state, pausedHere: paused }, [
    send({ kind: 'pause-file', ...headOf(state), paused }),
    reportPause(paused, 'here'),
  ]);
}

/**
 * Tells a silent sender once more what is wanted; after too many silences the transfer fails, and its partial file
 * is kept.
 */
function silent(state: Receiver): ReceiverStep {
  if (state.phase !== 'receiving' || state.pausedHere || state.pausedThere) return still(state);
  const silences = state.silences + 1;
  if (silences >= state.limits.silencesInARow) return fail(state, 'no-answer');
  return still({ ...state, silences }, [acceptance(state)]);
}

/** Notes that the sender is there, possibly on a new attempt. */
function heard(state: Receiver, { attempt }: FromSender): Receiver {
  if (state.phase === 'ended') return state;
  return { ...state, silences: 0, attempt: Math.max(state.attempt, attempt) };
}
