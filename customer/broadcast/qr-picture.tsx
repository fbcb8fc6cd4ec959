import { useEffect, useState } from 'react';
import styles from './broadcast.module.css';

/** Shows a QR code of `text`; the code that draws it is fetched only when it is shown. */
export function QrPicture({ text }: { readonly text: string }) {
  const [modules, setModules] = useState<readonly (readonly boolean[])[] | 'failed' | null>(null);
  useEffect(() => {
    let isCurrent = true;
    import('uqr').then(
      ({ encode }) => {
        if (isCurrent) setModules(encode(text, { border: 3 }).data);
      },
      () => {
        if (isCurrent) setModules('failed');
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [text]);
  if (modules === null) return <p role="status">One moment…</p>;
  if (modules === 'failed')
    return <p>The QR code could not be loaded. Copy the address and the token instead.</p>;
  const path = modules
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      role="img"
      aria-label="QR code with the address and the token"
    >
      <path d={path} fill="#142020" />
    </svg>
  );
}
