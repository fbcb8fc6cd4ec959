import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { DropdownLook } from '../../../../renderer/screen/dropdown-look';
import { QualityMenu } from '../../../../renderer/screen/quality-menu';
import type { Quality, QualityLevel } from '../../../../shared/quality';

function show(quality: Quality, level: QualityLevel | null, look: DropdownLook) {
  const onSelect = vi.fn<(quality: Quality) => void>();
  render(
    <MantineProvider env="test">
      <QualityMenu quality={quality} automaticLevel={level} look={look} onSelect={onSelect} />
    </MantineProvider>,
  );
  return onSelect;
}
const open = () => act(async () => void fireEvent.click(screen.getByRole('button')));

afterEach(() => vi.restoreAllMocks());

it('names itself and its value, and selects another', async () => {
  const onSelect = show('full-color', 'few-colors', 'named');
  expect(screen.getByRole('button').textContent).toBe('Select QualityFull Color');
  await open();
  expect(
    (await screen.findAllByRole('menuitemradio', { hidden: true })).map(({ textContent }) => textContent),
  ).toEqual(['Automatic', 'Black and White', 'Few Colors', 'More Colors', 'Full Color', 'Video Optimized']);
  expect(screen.getByRole('menuitemradio', { checked: true, hidden: true }).textContent).toBe('Full Color');
  fireEvent.click(screen.getByRole('menuitemradio', { name: 'Few Colors', hidden: true }));
  expect(onSelect.mock.calls).toEqual([['few-colors']]);
});

it('tells the level Automatic is at, and which levels are best', async () => {
  show('automatic', 'more-colors', 'value');
  const button = screen.getByRole('button', { name: 'Select Quality: Automatic, More Colors' });
  expect(button.textContent).toBe('Automatic, More Colors');
  await open();
  expect(
    screen.getByText('For best results, use the More Colors or Full Color quality options.'),
  ).toBeTruthy();
});

it('keeps its name where there is room for an icon only', () => {
  show('full-color', null, 'icon');
  const button = screen.getByRole('button', { name: 'Select Quality: Full Color' });
  expect([button.textContent, button.title]).toEqual(['', 'Select Quality: Full Color']);
});
