import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

export const settingsSections = ['you', 'site', 'session-keys', 'video'] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** The one dialog that is open; the session view keeps its own. */
export type OpenDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'session-key'; readonly sessionKey: string }
  | { readonly kind: 'settings'; readonly section: SettingsSection }
  | { readonly kind: 'decline'; readonly sessionId: string }
  | { readonly kind: 'find' };

/** What waits for the representative to tell their name. */
export type NameWanted =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'session-key' }
  | { readonly kind: 'accept'; readonly sessionId: string };

/** What this window shows, beside the sessions themselves. */
export interface UiState {
  readonly dialog: OpenDialog;
  readonly nameWantedFor: NameWanted;
  /** Whether the rail lies over the sheet, in a window too narrow for both. */
  readonly railOpen: boolean;
}

const initialState: UiState = {
  dialog: { kind: 'none' },
  nameWantedFor: { kind: 'nothing' },
  railOpen: false,
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
  },
});

export const uiReducer = slice.reducer;
export const { dialogOpened, dialogClosed, nameWanted, railOpened } = slice.actions;
