import { type ReactNode, useState } from 'react';
import { NameDialog } from './name-dialog';
import { type Question, QuestionDialog } from './question-dialog';

type Open =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'name';
      readonly title: string;
      readonly action: string;
      readonly current: string;
      readonly there: readonly string[];
      readonly onName: (name: string) => Promise<unknown>;
    }
  | { readonly kind: 'question'; readonly question: Question };

/** The one dialog of a pane: what to render, and how to open it for a name or a question. */
export function useDialogs() {
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  let dialog: ReactNode = null;
  if (open.kind === 'name') dialog = <NameDialog {...open} onClose={close} />;
  if (open.kind === 'question') dialog = <QuestionDialog question={open.question} onClose={close} />;
  return {
    dialog,
    askName: (facts: Omit<Extract<Open, { kind: 'name' }>, 'kind'>) => setOpen({ kind: 'name', ...facts }),
    ask: (question: Question) => setOpen({ kind: 'question', question }),
  };
}
