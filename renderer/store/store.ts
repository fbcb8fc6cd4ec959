import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import type { Request } from '../ipc/request';
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
  readonly request: Request;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** What thunks work with. */
export interface ThunkParts extends StoreParts {
  /** The names of what is under way, so that a key pressed twice does one thing. */
  readonly underWay: Set<string>;
}

/** Makes the window's store. */
export function makeStore(parts: StoreParts) {
  const extraArgument: ThunkParts = { ...parts, underWay: new Set() };
  return configureStore({
    reducer,
    // The checks walk the whole state at each action, and a log has a hundred thousand entries.
    middleware: (defaults) =>
      defaults({ serializableCheck: false, immutableCheck: false, thunk: { extraArgument } }),
  });
}

export type Store = ReturnType<typeof makeStore>;
export type RootState = ReturnType<typeof reducer>;
export type AppDispatch = Store['dispatch'];
/** A thunk of this store. */
export type AppThunk<Result = void> = (
  dispatch: AppDispatch,
  getState: () => RootState,
  parts: ThunkParts,
) => Result;

export const useAppDispatch = useDispatch.withTypes<AppDispatch>();
export const useAppSelector = useSelector.withTypes<RootState>();
