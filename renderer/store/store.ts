import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import type { request } from '../ipc/request';
import { consoleReducer } from './console-slice';
import { filesReducer } from './files-slice';
import { sessionsReducer } from './sessions-slice';
import { uiReducer } from './ui-slice';

const reducer = combineReducers({
  sessions: sessionsReducer,
  console: consoleReducer,
  files: filesReducer,
  ui: uiReducer,
});

/** What thunks reach the outside with. */
export interface StoreParts {
  readonly request: typeof request;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Makes the window's store. */
export function makeStore(parts: StoreParts) {
  return configureStore({
    reducer,
    // The checks walk the whole state at each action, and a log has a hundred thousand entries.
    middleware: (defaults) =>
      defaults({ serializableCheck: false, immutableCheck: false, thunk: { extraArgument: parts } }),
  });
}

export type Store = ReturnType<typeof makeStore>;
export type RootState = ReturnType<typeof reducer>;
export type AppDispatch = Store['dispatch'];
/** A thunk of this store. */
export type AppThunk<Result = void> = (
  dispatch: AppDispatch,
  getState: () => RootState,
  parts: StoreParts,
) => Result;

export const useAppDispatch = useDispatch.withTypes<AppDispatch>();
export const useAppSelector = useSelector.withTypes<RootState>();
