import { newCommandId } from '../ipc/command-id';
import { reportFailure } from '../kit/report-failure';
import { settingsChanged } from './console-slice';
import type { Choice } from './follow-main';
import { sessionSelected } from './sessions-slice';
import type { AppThunk, ThunkParts } from './store';
import { dialogOpened, nameWanted, railOpened } from './ui-slice';

/** Does `task` unless the same is under way, and says `what` did not work where it fails. */
async function once(parts: ThunkParts, name: string, what: string, task: () => Promise<void>): Promise<void> {
  const { underWay } = parts;
  if (underWay.has(name)) return;
  underWay.add(name);
  try {
    await task();
  } catch (error) {
    reportFailure(what, error);
  } finally {
    underWay.delete(name);
  }
}

/** Generates a session key and shows it; asks for the representative's name first where it is missing. */
export function generateSessionKey(): AppThunk<Promise<void>> {
  return async (dispatch, getState, parts) => {
    const { settings } = getState().console;
    if (settings.representativeName === '') {
      dispatch(sessionSelected(null));
      dispatch(nameWanted({ kind: 'session-key' }));
      return;
    }
    await once(parts, 'generate', 'No session key was generated', async () => {
      const { sessionKey } = await parts.request('generate-session-key', {
        lifetimeMinutes: settings.sessionKeyLifetimeMinutes,
        reference: '',
        note: '',
      });
      // What the key is arrives as an event; the dialog shows it as soon as it has.
      dispatch(dialogOpened({ kind: 'session-key', sessionKey }));
    });
  };
}

/**
 * Accepts a waiting customer and opens the session; asks for the representative's name first where it is missing,
 * but not to practice.
 */
export function acceptSession(sessionId: string): AppThunk<Promise<void>> {
  return async (dispatch, getState, parts) => {
    const { settings, practice } = getState().console;
    const key = getState().sessions.byId[sessionId]?.state.sessionKey;
    const isPractice = practice.kind === 'open' && practice.sessionKey === key;
    if (settings.representativeName === '' && !isPractice) {
      dispatch(sessionSelected(null));
      dispatch(nameWanted({ kind: 'accept', sessionId }));
      return;
    }
    const name = getState().sessions.byId[sessionId]?.state.customer.name ?? 'The customer';
    await once(parts, `accept ${sessionId}`, `${name} was not accepted`, async () => {
      await parts.request('accept-session', { sessionId, id: newCommandId() });
      dispatch(sessionSelected(sessionId));
    });
  };
}

/** Shows a session; a customer who still waits is shown in the rail instead. */
export function chooseSession(sessionId: string): AppThunk {
  return (dispatch, getState) => {
    const record = getState().sessions.byId[sessionId];
    if (record === undefined) return;
    if (record.state.phase === 'waiting') {
      dispatch(railOpened(true));
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>(`[data-waiting="${CSS.escape(sessionId)}"] button`)?.focus();
      });
      return;
    }
    dispatch(railOpened(false));
    dispatch(sessionSelected(sessionId));
  };
}

/** Saves the representative's name, then goes on with what waited for it. @throws RequestRefusedError */
export function saveRepresentativeName(representativeName: string): AppThunk<Promise<void>> {
  return async (dispatch, getState, parts) => {
    const settings = await parts.request('change-settings', { representativeName });
    if (settings.representativeName === '') return;
    dispatch(settingsChanged(settings));
    const wanted = getState().ui.nameWantedFor;
    dispatch(nameWanted({ kind: 'nothing' }));
    switch (wanted.kind) {
      case 'nothing':
        return;
      case 'session-key':
        return dispatch(generateSessionKey());
      case 'accept':
        return dispatch(acceptSession(wanted.sessionId));
    }
  };
}

/** Does what was chosen in the menu or by clicking a notification. */
export function chosenOutside(choice: Choice): AppThunk {
  return (dispatch) => {
    if (choice.kind === 'session-chosen') {
      dispatch(chooseSession(choice.sessionId));
      return;
    }
    switch (choice.command) {
      case 'generate-session-key':
        void dispatch(generateSessionKey());
        return;
      case 'offer-session-key':
        dispatch(dialogOpened({ kind: 'key-offer' }));
        return;
      case 'open-settings':
        dispatch(dialogOpened({ kind: 'settings', section: 'you' }));
        return;
      case 'find':
        dispatch(dialogOpened({ kind: 'find' }));
        return;
    }
  };
}
