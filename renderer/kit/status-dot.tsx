import styles from './status-dot.module.css';

export type Tone = 'live' | 'wait' | 'stop' | 'accent' | 'off';

/** A filled dot for what is fine, a ring for what waits; always beside words, so it is hidden from readers. */
export function StatusDot({ tone, shape }: { readonly tone: Tone; readonly shape: 'dot' | 'ring' }) {
  return <span aria-hidden="true" className={styles.mark} data-tone={tone} data-shape={shape} />;
}
