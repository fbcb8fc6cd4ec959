export type Verified =
  | { readonly kind: 'as-written'; readonly entries: number }
  | { readonly kind: 'altered'; readonly seq: number; readonly message: string }
  | { readonly kind: 'unreadable'; readonly message: string };
export function canonicalJson(value: unknown): string;
export function verifyTranscript(text: string): Verified;
