import type { AnnotationElement } from '../../shared/annotation/element';

/** What the newest mark is, for who cannot see it; null for none. */
export function newestMarkWords(elements: readonly AnnotationElement[], name: string): string | null {
  const newest = elements.at(-1);
  if (newest === undefined) return null;
  switch (newest.kind) {
    case 'text':
      return `${name} wrote: ${newest.text}`;
    case 'pin':
      return `${name} set pin ${newest.number}`;
    case 'pen':
      return `${name} drew a line by hand`;
    case 'highlighter':
      return `${name} highlighted something`;
    case 'line':
      return `${name} drew a line`;
    case 'arrow':
      return `${name} drew an arrow`;
    case 'rectangle':
      return `${name} drew a rectangle`;
    case 'ellipse':
      return `${name} drew an ellipse`;
  }
}

/** What lies on the picture, for who cannot see it: how many marks, and all that is written. */
export function pictureWords(elements: readonly AnnotationElement[], name: string): string {
  if (elements.length === 0) return 'Frozen picture without annotations';
  const count = elements.length === 1 ? 'one annotation' : `${elements.length} annotations`;
  const texts = elements.flatMap((element) => (element.kind === 'text' ? [element.text] : []));
  const written = texts.length === 0 ? '' : `. Written on it: ${texts.slice(0, 20).join('; ')}`;
  return `Frozen picture with ${count} by ${name}${written}`;
}
