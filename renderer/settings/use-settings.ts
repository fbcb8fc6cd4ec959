import { useState } from 'react';
import type { Settings, SettingsChange } from '../../shared/settings/settings';
import { failureText } from '../kit/report-failure';
import { useRequest } from '../kit/use-request';
import { settingsChanged } from '../store/console-slice';
import { selectSettings } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';

/** Returns the settings as main keeps them, and a function that changes some. */
export function useSettings(): readonly [Settings, (change: SettingsChange) => Promise<void>] {
  const request = useRequest();
  const settings = useAppSelector(selectSettings);
  const dispatch = useAppDispatch();
  const change = async (wanted: SettingsChange): Promise<void> => {
    dispatch(settingsChanged(await request('change-settings', wanted)));
  };
  return [settings, change];
}

/** Returns one setting that is chosen, not typed: a choice shows at once, and is reset if main refuses it. */
export function useChoice<Value>(
  saved: Value,
  save: (value: Value) => Promise<void>,
): { readonly value: Value; readonly problem: string | null; readonly choose: (value: Value) => void } {
  const [choice, setChoice] = useState<{ readonly value: Value } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = (value: Value): void => {
    setChoice({ value });
    setProblem(null);
    save(value)
      .catch((error: unknown) => setProblem(failureText(error)))
      .finally(() => setChoice((now) => (now?.value === value ? null : now)));
  };
  return { value: choice === null ? saved : choice.value, problem, choose };
}
