import { chunkLength, creditFor, measureRoad, type Road } from './credit';
import type { FromReceiver, FromSender } from './messages';
import {
  andThen,
  beginning,
  type Digesting,
  headOf,
  heard,
  remembered,
  report,
  reportPause,
  type Sender,
  type SenderEffect,
  type SenderEvent,
  type SenderPrompt,
  type SenderStep,
  type SendingSender,
  send,
  still,
} from './sender-state';
import {
  isBoundary,
  type Outcome,
  type SenderJournal,
  type SourceFile,
  sameSource,
  type TransferFailure,
  type TransferLimits,
} from './transfer';

/** Begins a transfer; nothing is sent before `connected`. */
export function offerFile(
  file: { readonly transferId: string; readonly name: string; readonly source: SourceFile },
  limits: TransferLimits,
): SenderStep {
  const state: Sender = { ...file, attempt: 1, phase: 'offered', ...beginning(limits) };
  return { state, effects: [remembered(state)] };
}

/** Takes a transfer up after this side was restarted; `source` as it is now. */
export function restartSender(
  journal: SenderJournal,
  source: SourceFile,
  limits: TransferLimits,
): SenderStep {
  const { transferId, name, attempt, outcome } = journal;
  const facts = { transferId, name, attempt, ...beginning(limits) };
  if (outcome !== null) return still({ ...facts, source: journal.source, phase: 'ended', outcome });
  const state: Sender = { ...facts, source, phase: 'offered' };
  if (sameSource(source, journal.source)) return still(state);
  return { state, effects: [remembered(state), report({ kind: 'began-anew' })] };
}

/** Returns the sender's next state and effects. Never throws; what does not fit the state changes nothing. */
export function stepSender(state: Sender, event: SenderEvent): SenderStep {
  if (event.kind === 'received') return receive(heard(state, event.message), event.message, event.at);
  if (state.phase === 'ended') {
    const again = event.kind === 'retry' && state.outcome.kind === 'failed';
    return again ? begin({ ...state, attempt: state.attempt + 1 }, event.source) : still(state);
  }
  return act(state, event);
}

function act(state: Exclude<Sender, { phase: 'ended' }>, event: SenderPrompt): SenderStep {
  switch (event.kind) {
    case 'connected':
      return ask({ ...state, silences: 0 });
    case 'silence': {
      const silences = state.silences + 1;
      if (silences >= state.limits.silencesInARow) return fail(state, 'no-answer');
      return ask({ ...state, silences });
    }
    case 'credit-shared':
      return pump({ ...state, share: event.bytes }, event.at);
    case 'pause':
      return state.pausedHere ? still(state) : pause({ ...state, pausedHere: true });
    case 'unpause': {
      if (!state.pausedHere) return still(state);
      return andThen(pause({ ...state, pausedHere: false }), (next) => pump(next, event.at));
    }
    case 'cancel':
      return end(state, { kind: 'cancelled', by: 'here' }, [{ kind: 'cancel-file', ...headOf(state) }]);
    case 'retry':
      return still(state);
    case 'source-changed':
      return sameSource(event.source, state.source) ? still(state) : changed(state, event.source);
    case 'failed':
      return fail(state, event.failure);
    case 'source-digested':
      if (!sameSource(event.source, state.source)) return changed(state, event.source);
      if (state.phase !== 'sending' || state.digesting.kind !== 'asked') return still(state);
      return finishIfSent({ ...state, digesting: { kind: 'known', digest: event.digest } });
  }
}

function receive(state: Sender, message: FromReceiver, at: number): SenderStep {
  if (message.kind === 'confirm-file') {
    if (state.phase === 'ended' && state.outcome.kind === 'completed') return still(state);
    const known =
      state.phase === 'sending' && state.digesting.kind === 'known' ? state.digesting.digest : null;
    return end({ ...state, source: message.source }, { kind: 'completed', digest: message.digest ?? known });
  }
  if (message.kind === 'cancel-file') {
    const settled = state.phase === 'ended' && state.outcome.kind !== 'failed';
    return settled ? still(state) : end(state, { kind: 'cancelled', by: 'there' });
  }
  if (state.phase === 'ended') return answerEnded(state, message);
  if (message.attempt < state.attempt) return still(state);
  switch (message.kind) {
    case 'await-file':
      return still(state);
    case 'refuse-file':
      return end(state, { kind: 'refused', reason: message.reason });
    case 'fail-file':
      return end(state, { kind: 'failed', failure: message.failure, by: 'there' });
    case 'pause-file':
      return andThen(toldOfPause(state, message.paused), (next) => pump(next, at));
    case 'accept-file':
      return andThen(toldOfPause(state, message.paused), (next) => accepted(next, message, at));
    case 'acknowledge-bytes':
      return andThen(toldOfPause(state, message.paused), (next) => acknowledged(next, message, at));
    case 'repeat-from': {
      if (state.phase !== 'sending' || message.round !== state.round) return still(state);
      if (!isBoundary(message.from, state.source.size, state.limits)) return fail(state, 'protocol-broken');
      if (message.from < state.onDisk || message.from >= state.sent) return still(state);
      const inFlight = state.inFlight.filter((chunk) => chunk.end <= message.from);
      return pump({ ...state, sent: message.from, inFlight }, at);
    }
  }
}

function answerEnded(state: Sender & { phase: 'ended' }, message: FromReceiver): SenderStep {
  const { outcome } = state;
  const asks =
    message.kind === 'accept-file' || message.kind === 'acknowledge-bytes' || message.kind === 'await-file';
  if (outcome.kind === 'failed' && message.kind === 'accept-file' && message.attempt > state.attempt) {
    return begin({ ...state, attempt: message.attempt }, state.source);
  }
  if (!asks) return still(state);
  if (outcome.kind === 'cancelled') return still(state, [send({ kind: 'cancel-file', ...headOf(state) })]);
  if (outcome.kind !== 'failed') return still(state);
  return still(state, [send({ kind: 'fail-file', ...headOf(state), failure: outcome.failure })]);
}

function accepted(state: Sender, message: FromReceiver & { kind: 'accept-file' }, at: number): SenderStep {
  if (state.phase === 'ended') return still(state);
  const { from, onDisk, round } = message;
  if (!sameSource(message.source, state.source)) return ask(state);
  const { size } = state.source;
  const ahead = from - onDisk;
  if (!isBoundary(from, size, state.limits) || ahead < 0 || ahead > state.limits.creditBytes) {
    return fail(state, 'protocol-broken');
  }
  if (state.phase === 'sending') {
    if (round < state.round) return still(state);
    if (round === state.round && !state.asking) return acknowledged(state, message, at);
  }
  const road: Road = state.phase === 'sending' ? state.road : { kind: 'unknown' };
  const digesting: Digesting = state.phase === 'sending' ? state.digesting : { kind: 'not-yet' };
  const same = state.phase === 'sending' && round === state.round;
  const next: SendingSender = {
    ...state,
    phase: 'sending',
    round,
    onDisk: same ? Math.max(state.onDisk, onDisk) : onDisk,
    sent: same ? Math.max(state.onDisk, from) : from,
    inFlight: [],
    road,
    digesting,
    asking: false,
  };
  const first =
    state.phase === 'offered' ? [report(from > 0 ? { kind: 'resumed', from } : { kind: 'accepted' })] : [];
  const step = andThen(pump(next, at), finishIfSent);
  return { state: step.state, effects: [...first, ...step.effects] };
}

function acknowledged(
  state: Sender,
  message: { readonly round: number; readonly onDisk: number },
  at: number,
): SenderStep {
  if (state.phase !== 'sending' || message.round !== state.round) return still(state);
  const { onDisk } = message;
  if (onDisk > state.source.size) return fail(state, 'protocol-broken');
  if (onDisk <= state.onDisk) return pump(state, at);
  const newest = state.inFlight.findLast((chunk) => chunk.end <= onDisk);
  const road = newest === undefined ? state.road : measureRoad(state.road, newest, onDisk, at);
  const inFlight = state.inFlight.filter((chunk) => chunk.end > onDisk);
  const next = { ...state, road, inFlight, onDisk, sent: Math.max(state.sent, onDisk) };
  return andThen(pump(next, at), finishIfSent);
}

/** Sends as many chunks as the credit allows. */
function pump(state: Sender, at: number): SenderStep {
  if (state.phase !== 'sending' || state.pausedHere || state.pausedThere || state.asking) return still(state);
  const credit = creditFor(state.road, state.share, state.limits);
  const effects: SenderEffect[] = [];
  const inFlight = [...state.inFlight];
  let { sent } = state;
  while (sent < state.source.size) {
    const length = chunkLength(credit, state.source.size - sent, state.limits);
    if (sent + length - state.onDisk > credit) break;
    effects.push({ kind: 'send-chunk', round: state.round, offset: sent, length });
    sent += length;
    inFlight.push({ end: sent, at, onDisk: state.onDisk });
  }
  return { state: { ...state, sent, inFlight }, effects };
}

/** Asks for the whole digest once the receiver has every byte, then sends it. */
function finishIfSent(state: Sender): SenderStep {
  if (state.phase !== 'sending' || state.onDisk !== state.source.size) return still(state);
  switch (state.digesting.kind) {
    case 'asked':
      return still(state);
    case 'not-yet':
      return {
        state: { ...state, digesting: { kind: 'asked' } },
        effects: [report({ kind: 'verifying' }), { kind: 'digest-source' }],
      };
    case 'known': {
      const { round, digesting } = state;
      return still(state, [send({ kind: 'finish-file', ...headOf(state), round, digest: digesting.digest })]);
    }
  }
}

/** Offers the file, again or for the first time, to learn how far the receiver is. */
function ask(state: Exclude<Sender, { phase: 'ended' }>): SenderStep {
  const next: Sender = state.phase === 'sending' ? { ...state, asking: true } : state;
  const { name, source, pausedHere } = state;
  const round = state.phase === 'sending' ? state.round : 0;
  const offer = { kind: 'offer-file', ...headOf(state), name, source, round, paused: pausedHere } as const;
  return still(next, [send(offer)]);
}

/** Offers another state of the source: whatever was received of the earlier one is of no use. */
function changed(state: Sender, source: SourceFile): SenderStep {
  const step = begin(state, source);
  return { ...step, effects: [report({ kind: 'began-anew' }), ...step.effects] };
}

function begin(state: Sender, source: SourceFile): SenderStep {
  const { transferId, attempt, name, limits, share, pausedHere, pausedThere } = state;
  const facts = { transferId, attempt, name, limits, share, pausedHere, pausedThere };
  const next = { ...facts, source, silences: 0, phase: 'offered' } as const;
  const step = ask(next);
  return { ...step, effects: [remembered(next), ...step.effects] };
}

function pause(state: Sender): SenderStep {
  const paused = state.pausedHere;
  return still(state, [send({ kind: 'pause-file', ...headOf(state), paused }), reportPause(paused, 'here')]);
}

function toldOfPause(state: Sender, paused: boolean): SenderStep {
  if (state.pausedThere === paused) return still(state);
  return still({ ...state, pausedThere: paused }, [reportPause(paused, 'there')]);
}

function fail(state: Sender, failure: TransferFailure): SenderStep {
  const outcome = { kind: 'failed', failure, by: 'here' } as const;
  return end(state, outcome, [{ kind: 'fail-file', ...headOf(state), failure }]);
}

function end(state: Sender, outcome: Outcome, messages: readonly FromSender[] = []): SenderStep {
  const { transferId, attempt, name, source, limits, share, pausedHere, pausedThere, silences } = state;
  const facts = { transferId, attempt, name, source, limits, share, pausedHere, pausedThere, silences };
  const next: Sender = { ...facts, phase: 'ended', outcome };
  return {
    state: next,
    effects: [...messages.map(send), remembered(next), report({ kind: 'ended', outcome })],
  };
}
