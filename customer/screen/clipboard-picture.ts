/** What was found in the clipboard. */
export type ClipboardPicture =
  | { readonly kind: 'picture'; readonly file: File }
  | { readonly kind: 'none' }
  | { readonly kind: 'not-allowed' };

/** The picture in the clipboard; call it from a tap, as browsers ask the person first. Never rejects. */
export async function readClipboardPicture(): Promise<ClipboardPicture> {
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((candidate) => candidate.startsWith('image/'));
      if (type === undefined) continue;
      const blob = await item.getType(type);
      return { kind: 'picture', file: new File([blob], screenshotName(type), { type }) };
    }
    return { kind: 'none' };
  } catch {
    return { kind: 'not-allowed' };
  }
}

/** The picture among what was pasted; null where there is none. */
export function pastedPicture(data: DataTransfer | null): File | null {
  const file = [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'));
  if (file === undefined) return null;
  return new File([file], screenshotName(file.type), { type: file.type });
}

function screenshotName(type: string): string {
  return `Screenshot.${type === 'image/jpeg' ? 'jpg' : (type.split('/')[1] ?? 'png')}`;
}
