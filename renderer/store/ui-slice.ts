import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { sessionForgotten, sessionSelected } from './sessions-slice';

export const settingsSections = ['you', 'site', 'session-keys', 'history', 'video'] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** The one dialog that is open; the session view keeps its own. */
export type OpenDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'session-key'; readonly sessionKey: string }
  | { readonly kind: 'key-offer' }
  | { readonly kind: 'settings'; readonly section: SettingsSection }
  | { readonly kind: 'decline'; readonly sessionId: string }
  | { readonly kind: 'find' };

/** What waits for the representative to tell their name. */
export type NameWanted =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'session-key' }
  | { readonly kind: 'accept'; readonly sessionId: string };

/** What the sheet shows: a session of today, or the history and perhaps one session of it. */
export type ShownView =
  | { readonly kind: 'sessions' }
  | {
      readonly kind: 'history';
      /** What the search begins with. */
      readonly text: string;
      readonly sessionId: string | null;
    };

/** What this window shows, beside the sessions themselves. */
export interface UiState {
  readonly dialog: OpenDialog;
  readonly nameWantedFor: NameWanted;
  /** Whether the rail lies over the sheet, in a window too narrow for both. */
  readonly railOpen: boolean;
  readonly view: ShownView;
  /** Grows when a session leaves this window, as what the history lists may be old then. */
  readonly historyRevision: number;
}

const initialState: UiState = {
  dialog: { kind: 'none' },
  nameWantedFor: { kind: 'nothing' },
  railOpen: false,
  view: { kind: 'sessions' },
  historyRevision: 0,
};

const slice = createSlice({
  name: 'ui',
  initialState,
  reducers: {
    dialogOpened: (state, { payload }: PayloadAction<OpenDialog>): UiState => ({ ...state, dialog: payload }),
    dialogClosed: (state): UiState => ({ ...state, dialog: { kind: 'none' } }),
    nameWanted: (state, { payload }: PayloadAction<NameWanted>): UiState => ({
      ...state,
      nameWantedFor: payload,
    }),
    railOpened: (state, { payload }: PayloadAction<boolean>): UiState => ({ ...state, railOpen: payload }),
    historyOpened: (state, { payload }: PayloadAction<string>): UiState => ({
      ...state,
      dialog: { kind: 'none' },
      view: { kind: 'history', text: payload, sessionId: null },
    }),
    historySessionShown: (state, { payload }: PayloadAction<string | null>): UiState =>
      state.view.kind === 'history' ? { ...state, view: { ...state.view, sessionId: payload } } : state,
  },
  extraReducers: (builder) =>
    builder
      .addCase(sessionSelected, (state): UiState => ({ ...state, view: { kind: 'sessions' } }))
      .addCase(sessionForgotten, (state, { payload }): UiState => {
        const { view } = state;
        const isShown = view.kind === 'history' && view.sessionId === payload;
        return {
          ...state,
          view: isShown ? { ...view, sessionId: null } : view,
          historyRevision: state.historyRevision + 1,
        };
      }),
});

export const uiReducer = slice.reducer;
export const { dialogOpened, dialogClosed, nameWanted, railOpened, historyOpened, historySessionShown } =
  slice.actions;
