import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Notice, OpenSessionKey, PracticeStatus, SiteStatus, Snapshot } from '../../shared/ipc/view';
import { defaultSettings, type Settings } from '../../shared/settings/settings';
import type { Availability } from '../../shared/wire/site-message';

/** Whether the first snapshot has come, and what it said of this computer and program. */
export type Start =
  | { readonly kind: 'loading' }
  /** `isStopped` where main itself could not start, so that asking again is of no use. */
  | { readonly kind: 'failed'; readonly message: string; readonly isStopped: boolean }
  | { readonly kind: 'ready'; readonly platform: string; readonly version: string };

/** What main says about the console beside its sessions, as last heard. */
export interface ConsoleState {
  readonly start: Start;
  readonly sessionKeys: readonly OpenSessionKey[];
  readonly site: SiteStatus;
  readonly settings: Settings;
  readonly availability: Availability;
  readonly notices: readonly Notice[];
  readonly practice: PracticeStatus;
}

const initialState: ConsoleState = {
  start: { kind: 'loading' },
  sessionKeys: [],
  site: { kind: 'starting' },
  settings: defaultSettings,
  availability: 'available',
  notices: [],
  practice: { kind: 'closed' },
};

const slice = createSlice({
  name: 'console',
  initialState,
  reducers: {
    snapshotReceived: (_state, { payload }: PayloadAction<Snapshot>): ConsoleState => ({
      start: { kind: 'ready', platform: payload.platform, version: payload.version },
      sessionKeys: payload.sessionKeys,
      site: payload.site,
      settings: payload.settings,
      availability: payload.availability,
      notices: payload.notices,
      practice: payload.practice,
    }),
    startFailed: (
      state,
      { payload }: PayloadAction<{ readonly message: string; readonly isStopped: boolean }>,
    ): ConsoleState => ({
      ...state,
      start: { kind: 'failed', ...payload },
    }),
    sessionKeysChanged: (state, { payload }: PayloadAction<readonly OpenSessionKey[]>): ConsoleState => ({
      ...state,
      sessionKeys: payload,
    }),
    siteChanged: (state, { payload }: PayloadAction<SiteStatus>): ConsoleState => ({
      ...state,
      site: payload,
    }),
    settingsChanged: (state, { payload }: PayloadAction<Settings>): ConsoleState => ({
      ...state,
      settings: payload,
    }),
    availabilityChanged: (state, { payload }: PayloadAction<Availability>): ConsoleState => ({
      ...state,
      availability: payload,
    }),
    noticesChanged: (state, { payload }: PayloadAction<readonly Notice[]>): ConsoleState => ({
      ...state,
      notices: payload,
    }),
    practiceChanged: (state, { payload }: PayloadAction<PracticeStatus>): ConsoleState => ({
      ...state,
      practice: payload,
    }),
  },
});

export const consoleReducer = slice.reducer;
export const {
  snapshotReceived,
  startFailed,
  sessionKeysChanged,
  siteChanged,
  settingsChanged,
  availabilityChanged,
  noticesChanged,
  practiceChanged,
} = slice.actions;
