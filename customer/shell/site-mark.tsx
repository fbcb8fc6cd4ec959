import styles from './page.module.css';

/** Sightline's mark with the site's name, as every page outside a session begins. */
export function SiteMark({ siteName }: { readonly siteName: string }) {
  return (
    <p className={styles.site}>
      <svg
        viewBox="0 0 24 24"
        width="20"
        height="20"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        aria-hidden="true"
      >
        <circle cx="12" cy="12" r="6.5" />
        <circle cx="12" cy="12" r="2" fill="currentColor" />
        <path d="M1 12h4.5M18.5 12H23" strokeLinecap="round" />
      </svg>
      {siteName === '' ? 'Support' : siteName}
    </p>
  );
}
