import { useState } from 'react';
import type { Settings, SettingsChange } from '../../shared/settings/settings';
import { request } from '../ipc/request';
import { failureText } from '../kit/report-failure';
import { settingsChanged } from '../store/console-slice';
import { selectSettings } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';

/** The settings as main keeps them, and how to change some. */
export function useSettings(): readonly [Settings, (change: SettingsChange) => Promise<void>] {
  const settings = useAppSelector(selectSettings);
  const dispatch = useAppDispatch();
  const change = async (wanted: SettingsChange): Promise<void> => {
    dispatch(settingsChanged(await request('change-settings', wanted)));
  };
  return [settings, change];
}

/** One setting that is chosen, not typed: shows the choice at once and goes back where main refuses it. */
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
