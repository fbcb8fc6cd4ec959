import type { Source } from '../../shared/session/session-event';

/** The practice customer, who uses the page as a person does; she stands on `window.sightlinePracticeCustomer`. */
export interface PracticeCustomer {
  /** Lets her act, or keeps her still from this moment on. */
  readonly setPlaying: (playing: boolean) => void;
}

export interface PracticeCustomerOptions {
  readonly name?: string;
  /** What she says after the representative's first message, the second, and so on. */
  readonly replies?: readonly string[];
  /** What she shows once she has allowed it. */
  readonly shows?: Source;
}

/** One thing she may do now, and how long she takes for it in milliseconds. */
interface Move {
  readonly name: string;
  readonly afterMs: number;
  readonly play: () => void;
}

const person = {
  name: 'Maria Lindqvist',
  description: 'The internet at home stopped this morning, on every device.',
  replies: [
    'Hello. Nothing loads since this morning. I moved the router yesterday, maybe a cable is wrong?',
    'Yes, I am standing in front of it now.',
    'I see. What should I do next?',
    'Thank you, that helps.',
  ],
};
const showButton: Readonly<Record<Source, string>> = { camera: 'Show the camera', screen: 'Show the screen' };

/** Makes the practice customer; she does nothing until she is told to play. */
export function createPracticeCustomer(
  page: Document,
  { name = person.name, replies = person.replies, shows = 'camera' }: PracticeCustomerOptions = {},
): PracticeCustomer {
  let observer: MutationObserver | undefined;
  let next: { readonly name: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  let joins = 0;
  let answered = 0;

  /** What she would do with the page as it is, if anything. */
  const move = (): Move | undefined => {
    const nameField = page.querySelector<HTMLInputElement>('#customer-name');
    if (nameField !== null) return joinMove(nameField);
    if (page.querySelector('dialog[open]') !== null) {
      for (const label of ['Allow', showButton[shows]]) {
        const button = buttonNamed(page, label);
        if (button !== undefined) {
          return { name: label, afterMs: label === 'Allow' ? 1_600 : 1_000, play: () => button.click() };
        }
      }
      return undefined;
    }
    return replyMove();
  };

  const joinMove = (nameField: HTMLInputElement): Move | undefined => {
    if (nameField.value === '') {
      return {
        name: 'introduce',
        afterMs: 700,
        play: () => {
          type(nameField, name);
          const about = page.querySelector<HTMLTextAreaElement>('#customer-description');
          if (about !== null && about.value === '') type(about, person.description);
        },
      };
    }
    const connect = buttonNamed(page, 'Connect');
    if (connect === undefined || connect.disabled || joins > 0) return undefined;
    return {
      name: 'connect',
      afterMs: 900,
      play: () => {
        joins += 1;
        connect.click();
      },
    };
  };

  const replyMove = (): Move | undefined => {
    const field = page.querySelector<HTMLTextAreaElement>('textarea[aria-label^="Write to "]');
    const text = replies[answered];
    if (field === null || text === undefined) return undefined;
    if (field.value !== '') {
      const send = page.querySelector<HTMLButtonElement>('button[aria-label="Send"]');
      if (field.value !== text || send === null || send.disabled) return undefined;
      return {
        name: 'send',
        afterMs: 900,
        play: () => {
          answered += 1;
          send.click();
        },
      };
    }
    if (messagesHeard(page) <= answered) return undefined;
    return { name: 'write', afterMs: 1_200, play: () => type(field, text) };
  };

  const consider = (): void => {
    const wanted = move();
    if (wanted?.name === next?.name) return;
    clearTimeout(next?.timer);
    next = undefined;
    if (wanted === undefined) return;
    const timer = setTimeout(() => {
      next = undefined;
      // The page may have changed meanwhile: she does what fits it now.
      const still = move();
      if (still?.name === wanted.name) still.play();
      consider();
    }, wanted.afterMs);
    next = { name: wanted.name, timer };
  };

  return {
    setPlaying: (playing) => {
      if (!playing) {
        observer?.disconnect();
        observer = undefined;
        clearTimeout(next?.timer);
        next = undefined;
        return;
      }
      if (observer !== undefined) return;
      observer = new MutationObserver(consider);
      observer.observe(page, { subtree: true, childList: true, attributes: true, characterData: true });
      consider();
    },
  };
}

/** How many messages of the representative are on the page. */
function messagesHeard(page: Document): number {
  return [...page.querySelectorAll('[role="log"] .hidden-visually')].filter(
    ({ textContent }) => textContent === 'Your representative: ',
  ).length;
}

function buttonNamed(page: Document, label: string): HTMLButtonElement | undefined {
  return [...page.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === label);
}

/** Puts text into a field as typing does, so that the page hears of it. */
function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus();
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }));
}
