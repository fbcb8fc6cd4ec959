import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Composer, typingIntervalMs } from '../../../../renderer/chat/composer';

const onSend = vi.fn<(text: string) => void>();
const onDraft = vi.fn<(text: string) => void>();
const onTyping = vi.fn<() => void>();

function show(draft = ''): HTMLTextAreaElement {
  render(
    <MantineProvider>
      <Composer
        name="Maria"
        draft={draft}
        hint="Enter sends"
        onDraft={onDraft}
        onSend={onSend}
        onTyping={onTyping}
      />
    </MantineProvider>,
  );
  const field = screen.getByLabelText('Message Maria');
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
  return field;
}

const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });

describe('Composer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
  });
  afterEach(() => vi.useRealTimers());

  it('sends on Enter, tidied, and empties the field and the draft', () => {
    const field = show();
    type(field, '  Hello Maria  ');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend.mock.calls).toEqual([['Hello Maria']]);
    expect(field.value).toBe('');
    expect(onDraft).toHaveBeenLastCalledWith('');
  });

  it('begins a line on Shift+Enter', () => {
    const field = show('Hello');
    expect(fireEvent.keyDown(field, { key: 'Enter', shiftKey: true })).toBe(true);
    expect(onSend).not.toHaveBeenCalled();
  });

  it('leaves Enter to the input method while it composes', () => {
    const field = show('こん');
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    expect(onSend).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
    expect(onSend).toHaveBeenCalledTimes(1);
  });

  it('sends nothing that is only white space', () => {
    const field = show();
    type(field, ' \n ');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(sendButton().disabled).toBe(true);
    expect(onSend).not.toHaveBeenCalled();
  });

  it('counts from 3,600 characters and sends at most 4,000, losing none', () => {
    const field = show();
    type(field, 'x'.repeat(3599));
    expect(screen.getByText('Enter sends')).toBeTruthy();
    type(field, 'x'.repeat(3600));
    expect(screen.getByText('3,600 of 4,000')).toBeTruthy();
    type(field, 'x'.repeat(4012));
    expect(screen.getByText('12 over 4,000')).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend).not.toHaveBeenCalled();
    expect(field.value).toHaveLength(4012);
    type(field, 'x'.repeat(4000));
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend).toHaveBeenCalledTimes(1);
  });

  it('begins with the draft and keeps it', () => {
    const field = show('Half a sente');
    expect(field.value).toBe('Half a sente');
    type(field, 'Half a sentence');
    expect(onDraft).toHaveBeenLastCalledWith('Half a sentence');
  });

  it('tells that somebody writes at most once in two seconds', () => {
    const field = show();
    type(field, 'a');
    type(field, 'ab');
    vi.advanceTimersByTime(typingIntervalMs - 1);
    type(field, 'abc');
    expect(onTyping).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    type(field, 'abcd');
    expect(onTyping).toHaveBeenCalledTimes(2);
    type(field, '');
    expect(onTyping).toHaveBeenCalledTimes(2);
  });
});
