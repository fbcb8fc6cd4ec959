import styles from './empty-illustration.module.css';

const width = 700;
const ticks = Array.from({ length: 36 }, (_, index) => index * 20);

/** The console on the left, a phone on the right, and the line of sight between them, on the log's ruler. */
export function EmptyIllustration() {
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${width + 2} 152`}
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      <g transform="translate(1 1)">
        <path className={styles.ruler} d={`M0 140H${width}`} />
        {ticks.map((x) => (
          <path key={x} className={styles.ruler} d={`M${x} 140v${x % 100 === 0 ? 9 : 5}`} />
        ))}
        <Console />
        <path className={styles.sight} d="M192 75H382M448 75H616" strokeDasharray="0.1 6" />
        <path className={styles.eye} d="M382 75h10M446 75h10" />
        <circle className={styles.eyeRing} cx="419" cy="75" r="27" />
        <circle className={styles.pupil} cx="419" cy="75" r="7" />
        <Phone />
      </g>
    </svg>
  );
}

function Console() {
  return (
    <g>
      <rect className={styles.window} x="0.5" y="6" width="206" height="134" rx="9" />
      <path className={styles.inner} d="M1 29H206M51.5 29V139M123.5 29V139" />
      <circle className={styles.grey} cx="13" cy="18" r="3.5" />
      <circle className={styles.grey} cx="24" cy="18" r="3.5" />
      <rect className={styles.grey} x="12" y="41" width="28" height="5" rx="2.5" />
      <rect className={styles.grey} x="12" y="53" width="22" height="5" rx="2.5" />
      <rect className={styles.grey} x="62" y="41" width="40" height="5" rx="2.5" />
      <rect className={styles.tint} x="62" y="53" width="50" height="14" rx="3" />
      <rect className={styles.grey} x="62" y="75" width="34" height="5" rx="2.5" />
      <rect className={styles.pale} x="62" y="87" width="50" height="22" rx="3" />
      <rect className={styles.grey} x="62" y="117" width="28" height="5" rx="2.5" />
      <rect className={styles.pane} x="145.5" y="43" width="40" height="80" rx="6" />
    </g>
  );
}

function Phone() {
  return (
    <g>
      <rect className={styles.phone} x="631" y="0" width="68" height="140" rx="13" />
      <rect className={styles.sharing} x="642" y="18" width="46" height="5.5" rx="2.7" />
      <rect className={styles.tint} x="642" y="36" width="38" height="18" rx="4" />
      <rect className={styles.pale} x="652" y="60" width="36" height="14" rx="4" />
      <rect className={styles.tint} x="642" y="80" width="42" height="26" rx="4" />
      <path className={styles.home} d="M654 129.5h22" />
    </g>
  );
}
