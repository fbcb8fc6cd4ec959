import { useEffect, useRef } from 'react';
import { framePoint } from '../../shared/annotation/frame-point';
import { uprightMatrix } from '../../shared/annotation/frame-transform';
import { centreOf } from '../../shared/annotation/geometry';
import { inkHex } from '../../shared/annotation/ink';
import { layoutText, lineHeight, markFontWeight } from '../../shared/annotation/text-layout';
import type { TextDraft } from '../../shared/annotation/tools/text';
import styles from './annotation-overlay.module.css';
import type { StageView } from './mark-stage';
import { markFonts } from './paint';

/** The open text: typed here, seen on the canvas below, where it looks as it will. */
export function TextField({
  draft,
  looks,
  onWrite,
  onFinish,
  onCancel,
  onClosed,
}: {
  readonly draft: TextDraft;
  readonly looks: StageView;
  readonly onWrite: (text: string) => void;
  readonly onFinish: () => void;
  readonly onCancel: () => void;
  /** Called after a key has closed it. */
  readonly onClosed: () => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { mark, text } = draft;
  const { box, size } = layoutText(text, mark.at, mark.width, looks.frame);
  const centre = centreOf(box);
  const upright = uprightMatrix(looks.toView, framePoint(centre.x, centre.y));
  return (
    <textarea
      ref={field}
      className={styles.text}
      style={{
        left: upright.a * box.x + upright.e,
        top: upright.d * box.y + upright.f,
        minWidth: Math.max(box.width, size * 4) * upright.a,
        height: box.height * upright.d,
        font: `${markFontWeight} ${size * upright.a}px/${lineHeight} ${markFonts}`,
        caretColor: inkHex[mark.colour],
      }}
      value={text}
      aria-label="Text on the picture"
      spellCheck={false}
      onChange={({ currentTarget }) => onWrite(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        const finishes = event.key === 'Enter' && !event.shiftKey;
        if (!finishes && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        if (finishes) onFinish();
        else onCancel();
        onClosed();
      }}
      onBlur={onFinish}
    />
  );
}
