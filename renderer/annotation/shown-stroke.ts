import type { FrameSize } from '../../shared/annotation/frame-point';
import { spanPoints } from '../../shared/annotation/stroke-batch';
import type { Draft } from '../../shared/annotation/tools/draft';
import type { StrokeInMotion } from './stroke-sender';

/** What the customer sees of a draft while it is drawn; null where it comes only when it is finished. */
export function strokeOf(draft: Draft, frameId: string, frame: FrameSize): StrokeInMotion | null {
  switch (draft.kind) {
    case 'pen':
    case 'highlighter': {
      const { id: strokeId, colour, width } = draft.start;
      const { points, kind: tool } = draft;
      return { isWhole: false, frameId, frame, strokeId, tool, colour, width, points };
    }
    case 'line':
    case 'arrow':
    case 'rectangle':
    case 'ellipse': {
      const { id: strokeId, colour, width } = draft.start;
      const points = spanPoints(draft.from, draft.to);
      return { isWhole: true, frameId, frame, strokeId, tool: draft.kind, colour, width, points };
    }
    case 'text':
    case 'pin':
    case 'eraser':
    case 'select':
      return null;
  }
}
