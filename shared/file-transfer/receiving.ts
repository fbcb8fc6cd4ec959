import {
  type AcceptedFacts,
  acceptedFactsOf,
  type ChunkMessage,
  type DiskEvent,
  end,
  fail,
  headOf,
  type PlainFromSender,
  type Receiver,
  type ReceiverEffect,
  type ReceiverStep,
  type ReceivingReceiver,
  remembered,
  report,
  send,
  still,
} from './receiver-state';
import { boundaryBefore, isBoundary } from './transfer';

/** Returns the state of a transfer whose unfinished file holds `bytes`. */
export function receivingFrom(facts: AcceptedFacts, bytes: number): ReceivingReceiver {
  const nothing = { damaged: 0, repeatedFrom: null, finish: null };
  return { ...facts, phase: 'receiving', received: bytes, onDisk: bytes, ...nothing };
}

/** Tells the sender which byte is wanted next. */
export function acceptance(state: ReceivingReceiver): ReceiverEffect {
  const { round, source, received, onDisk, pausedHere } = state;
  const place = { source, from: received, onDisk, paused: pausedHere };
  return send({ kind: 'accept-file', ...headOf(state), round, ...place });
}

/** Takes one chunk if it is the next and unharmed; anything else is answered with what is wanted. */
export function takeChunk(state: Receiver, message: ChunkMessage, found: string): ReceiverStep {
  if (state.phase !== 'receiving') return still(state);
  if (message.round !== state.round) return still(state, [acceptance(state)]);
  const { offset, length, digest } = message;
  const { limits, source, received, onDisk } = state;
  const end = offset + length;
  if (
    !isBoundary(offset, source.size, limits) ||
    !isBoundary(end, source.size, limits) ||
    length > limits.chunkBytes
  ) {
    return fail(state, 'protocol-broken');
  }
  if (end <= received) return still(state, [acknowledgement(state)]);
  if (offset !== received) return repeat(state);
  if (digest !== found) {
    const damaged = state.damaged + 1;
    if (damaged >= limits.damagedInARow) return fail(state, 'chunk-damaged');
    return repeat({ ...state, damaged, repeatedFrom: null });
  }
  if (end - onDisk > limits.creditBytes) return fail(state, 'protocol-broken');
  const next = { ...state, received: end, damaged: 0, repeatedFrom: null };
  return still(next, [{ kind: 'write', round: state.round, offset, length }]);
}

/** Handles the sender's word that it has sent everything. */
export function takeFinish(
  state: Receiver,
  message: PlainFromSender & { kind: 'finish-file' },
): ReceiverStep {
  if (state.phase !== 'receiving') return still(state);
  if (message.round !== state.round || state.received < state.source.size)
    return still(state, [acceptance(state)]);
  return verifyIfWhole({ ...state, finish: { digest: message.digest } });
}

/** Takes an answer of the disk that belongs to this round. */
export function takeDiskEvent(state: Receiver, event: DiskEvent): ReceiverStep {
  switch (event.kind) {
    case 'inspected':
      return state.phase === 'inspecting' ? inspected(state, event.bytes) : still(state);
    case 'written': {
      if (state.phase !== 'receiving' || event.upTo <= state.onDisk) return still(state);
      const next = { ...state, onDisk: Math.min(event.upTo, state.received) };
      const after = verifyIfWhole(next);
      return still(after.state, [acknowledgement(next), ...after.effects]);
    }
    case 'partial-digested': {
      if (state.phase !== 'digesting') return still(state);
      const { theirs } = state;
      const agree = theirs === null || event.digest === null || theirs === event.digest;
      if (!agree) return fail(state, 'digest-mismatch');
      const digest = event.digest ?? theirs;
      return still({ ...acceptedFactsOf(state), phase: 'flushing', digest }, [
        { kind: 'flush', round: state.round },
      ]);
    }
    case 'flushed': {
      if (state.phase !== 'flushing') return still(state);
      const { digest, target, round } = state;
      const next: Receiver = { ...acceptedFactsOf(state), phase: 'placing', digest, nameTaken: false };
      return still(next, [remembered(next), { kind: 'rename', round, target }]);
    }
    case 'renamed':
      return state.phase === 'placing' ? completed(state, state.digest) : still(state);
    case 'name-taken':
      if (state.phase !== 'placing') return still(state);
      return still({ ...state, nameTaken: true }, [report({ kind: 'name-taken', name: state.target.name })]);
    case 'disk-refused':
      return state.phase === 'ended' ? still(state) : fail(state, event.failure);
  }
}

function inspected(state: Receiver & { phase: 'inspecting' }, bytes: number | null): ReceiverStep {
  if (bytes === null && state.placing !== null) return completed(state, state.placing.digest);
  const onDisk = boundaryBefore(bytes ?? 0, state.source.size, state.limits);
  const next = receivingFrom(acceptedFactsOf(state), onDisk);
  const cut: ReceiverEffect = { kind: 'truncate-partial', round: state.round, to: onDisk };
  return still(next, [remembered(next), cut, acceptance(next), report({ kind: 'resumed', from: onDisk })]);
}

/** Rereads the whole file once every byte is on disk and the sender is done. */
function verifyIfWhole(state: ReceivingReceiver): ReceiverStep {
  if (state.finish === null || state.onDisk < state.source.size) return still(state);
  const next: Receiver = { ...acceptedFactsOf(state), phase: 'digesting', theirs: state.finish.digest };
  return still(next, [report({ kind: 'verifying' }), { kind: 'digest-partial', round: state.round }]);
}

function completed(state: Receiver, digest: string | null): ReceiverStep {
  const message = { kind: 'confirm-file', ...headOf(state), source: state.source, digest } as const;
  return end(state, { kind: 'completed', digest }, message);
}

/** Asks for everything from the next wanted byte, once per place. */
function repeat(state: ReceivingReceiver): ReceiverStep {
  if (state.repeatedFrom === state.received) return still(state);
  const { round, received } = state;
  const message = { kind: 'repeat-from', ...headOf(state), round, from: received } as const;
  return still({ ...state, repeatedFrom: received }, [send(message)]);
}

function acknowledgement(state: ReceivingReceiver): ReceiverEffect {
  const { round, onDisk, pausedHere } = state;
  return send({ kind: 'acknowledge-bytes', ...headOf(state), round, onDisk, paused: pausedHere });
}
