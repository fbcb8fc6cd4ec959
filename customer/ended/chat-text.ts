import type { CustomerEvent } from '../../shared/session/session-event';
import type { EndedSession } from '../../shared/session/session-state';
import { cameraWords, eventWords } from '../chat/event-words';

/** Returns the whole log as plain text, one entry a line. */
export function chatText(events: readonly CustomerEvent[], state: EndedSession): string {
  const names = { customer: state.customer.name, representative: state.representative.name };
  const lines = events.flatMap((event, index) => {
    const time = new Date(event.at).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' });
    if (event.kind === 'chat-message-sent') {
      return [`${time}  ${event.by === 'customer' ? names.customer : names.representative}: ${event.text}`];
    }
    const words =
      event.kind === 'camera-changed'
        ? cameraWords(event, events.slice(0, index))
        : eventWords(event, names.representative);
    return words === null ? [] : [`${time}  ${words}`];
  });
  return `${state.siteName}\n${names.customer} with ${names.representative}\n\n${lines.join('\n')}\n`;
}

/** Saves the log as a text file on the device. */
export function saveChat(events: readonly CustomerEvent[], state: EndedSession): void {
  const url = URL.createObjectURL(new Blob([chatText(events, state)], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `chat-${new Date(state.startedAt).toISOString().slice(0, 10)}.txt`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
