import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPracticeCustomer } from '../../../../customer/practice/robot';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

const chat = (messages: number): string =>
  `<ol role="log">${'<li><span class="hidden-visually">Your representative: </span>Hi</li>'.repeat(messages)}</ol>
   <textarea aria-label="Write to Dana"></textarea><button aria-label="Send"></button>`;
const field = () => document.querySelector('textarea');

async function pass(): Promise<void> {
  await vi.advanceTimersByTimeAsync(5_000);
}

test('she writes her name, connects once, and does nothing before she is told to play', async () => {
  document.body.innerHTML = '<input id="customer-name"><button>Connect</button>';
  const pressed = vi.fn();
  document.querySelector('button')?.addEventListener('click', pressed);
  const customer = createPracticeCustomer(document, { name: 'Maria' });
  await pass();
  expect(document.querySelector('input')?.value).toBe('');
  customer.setPlaying(true);
  await pass();
  expect(document.querySelector('input')?.value).toBe('Maria');
  expect(pressed).toHaveBeenCalledTimes(1);
  customer.setPlaying(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('she answers each message once, and only after it', async () => {
  document.body.innerHTML = chat(0);
  const customer = createPracticeCustomer(document, { replies: ['first', 'second'] });
  const sent: string[] = [];
  const onSend = (): void => {
    sent.push(field()?.value ?? '');
    const shown = field();
    if (shown !== null) shown.value = '';
  };
  customer.setPlaying(true);
  document.querySelector('button')?.addEventListener('click', onSend);
  await pass();
  expect(sent).toEqual([]);
  for (const count of [1, 1, 2, 3]) {
    document.body.innerHTML = chat(count);
    document.querySelector('button')?.addEventListener('click', onSend);
    await pass();
  }
  expect(sent).toEqual(['first', 'second']);
  customer.setPlaying(false);
});

test('she allows what she is asked, and shows the source she was told', async () => {
  const pressed: string[] = [];
  document.addEventListener('click', (event) => {
    pressed.push((event.target as HTMLElement).textContent ?? '');
  });
  const customer = createPracticeCustomer(document, { shows: 'screen' });
  customer.setPlaying(true);
  document.body.innerHTML = '<dialog open><button>Allow</button><button>Decline</button></dialog>';
  await vi.advanceTimersByTimeAsync(1_000);
  expect(pressed).toEqual([]);
  await vi.advanceTimersByTimeAsync(700);
  document.body.innerHTML =
    '<dialog open><button>Show the camera</button><button>Show the screen</button></dialog>';
  await vi.advanceTimersByTimeAsync(1_100);
  document.body.innerHTML = '';
  await pass();
  expect(pressed).toEqual(['Allow', 'Show the screen']);
  customer.setPlaying(false);
});

test('told to be still, she leaves what she had begun', async () => {
  document.body.innerHTML = '<dialog open><button>Allow</button></dialog>';
  const pressed = vi.fn();
  document.querySelector('button')?.addEventListener('click', pressed);
  const customer = createPracticeCustomer(document);
  customer.setPlaying(true);
  await vi.advanceTimersByTimeAsync(800);
  customer.setPlaying(false);
  await pass();
  expect(pressed).not.toHaveBeenCalled();
});
