import { ActionIcon, Button, type ButtonProps } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useRequest } from './use-request';
import { useTask } from './use-task';

const feedbackMs = 2000;

/** Copies `text` when called, and tells for two seconds that it did. */
function useCopy(text: string, what: string): readonly [copied: boolean, copy: () => void] {
  const request = useRequest();
  const [copies, setCopies] = useState(0);
  const [copied, setCopied] = useState(false);
  const [, run] = useTask();
  useEffect(() => {
    if (copies === 0) return;
    setCopied(true);
    const timer = setTimeout(() => setCopied(false), feedbackMs);
    return () => clearTimeout(timer);
  }, [copies]);
  const copy = () =>
    run(`The ${what} was not copied`, async () => {
      await request('copy-text', { text });
      setCopies((count) => count + 1);
    });
  return [copied, copy];
}

/** A small button that copies `text`; `what` names it in lower case, e.g. "address". */
export function CopyIcon({ text, what }: { readonly text: string; readonly what: string }) {
  const [copied, copy] = useCopy(text, what);
  const label = copied ? 'Copied' : `Copy ${what}`;
  return (
    <>
      <ActionIcon size={26} aria-label={label} title={label} onClick={copy}>
        {copied ? <IconCheck size={16} stroke={1.75} /> : <IconCopy size={16} stroke={1.75} />}
      </ActionIcon>
      <span role="status" className="sl-for-readers">
        {copied ? 'Copied' : ''}
      </span>
    </>
  );
}

interface CopyButtonProps
  extends Pick<ButtonProps, 'variant' | 'size' | 'disabled' | 'className' | 'fullWidth'> {
  readonly text: string;
  readonly what: string;
}

/** A labelled button that copies `text`; its label says "Copied" for two seconds. */
export function CopyButton({ text, what, ...props }: CopyButtonProps) {
  const [copied, copy] = useCopy(text, what);
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Button {...props} leftSection={<Icon size={16} stroke={1.75} />} onClick={copy}>
      <span aria-live="polite">{copied ? 'Copied' : `Copy ${what}`}</span>
    </Button>
  );
}
