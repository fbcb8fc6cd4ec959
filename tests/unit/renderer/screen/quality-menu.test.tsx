import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { QualityMenu } from '../../../../renderer/screen/quality-menu';
import type { Quality, QualityLevel } from '../../../../shared/quality';
import type { Source } from '../../../../shared/session/session-event';

function show(quality: Quality, level: QualityLevel | null, source: Source, hasLabel = true) {
  const onSelect = vi.fn<(quality: Quality) => void>();
  render(
    <MantineProvider env="test">
      <QualityMenu
        quality={quality}
        automaticLevel={level}
        source={source}
        hasLabel={hasLabel}
        onSelect={onSelect}
      />
    </MantineProvider>,
  );
  return onSelect;
}
const open = () => act(async () => void fireEvent.click(screen.getByRole('button')));

afterEach(() => vi.restoreAllMocks());

it('names itself and its value, and selects another', async () => {
  const onSelect = show('full-color', 'few-colors', 'screen');
  expect(screen.getByRole('button').textContent).toBe('Select QualityFull Color');
  await open();
  expect(
    (await screen.findAllByRole('menuitemradio', { hidden: true })).map(({ textContent }) => textContent),
  ).toEqual(['Automatic', 'Black and White', 'Few Colors', 'More Colors', 'Full Color', 'Video Optimized']);
  expect(screen.getByRole('menuitemradio', { checked: true, hidden: true }).textContent).toBe('Full Color');
  expect(screen.queryByText(/suit the camera best/)).toBeNull();
  fireEvent.click(screen.getByRole('menuitemradio', { name: 'Few Colors', hidden: true }));
  expect(onSelect.mock.calls).toEqual([['few-colors']]);
});

it('tells the level Automatic is at, and which levels suit the camera', async () => {
  show('automatic', 'more-colors', 'camera', false);
  const button = screen.getByRole('button', { name: 'Select Quality: Automatic, More Colors' });
  expect(button.textContent).toBe('Automatic, More Colors');
  await open();
  expect(screen.getByText('More Colors or Full Color suit the camera best.')).toBeTruthy();
});
