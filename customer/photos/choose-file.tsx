import { type ReactNode, useRef } from 'react';
import { Button } from '../shell/button';

interface ChooseFileProps {
  readonly look: 'filled' | 'raised';
  readonly icon?: ReactNode;
  readonly children: string;
  /** Called as the phone's own picker opens. */
  readonly onOpen?: () => void;
  readonly onFile: (file: File) => void;
}

/** A button that opens the phone's own picker; this page learns of nothing but the picture picked. */
export function ChooseFile({ look, icon, children, onOpen, onFile }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        look={look}
        icon={icon}
        onClick={() => {
          onOpen?.();
          input.current?.click();
        }}
      >
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={children}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same picture may be chosen twice.
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
