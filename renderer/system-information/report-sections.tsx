import { IconCircleDashed } from '@tabler/icons-react';
import { sectionIcon } from './section-icon';
import { changeWords, type ShownItem, type ShownSection, valueWords } from './shown-report';
import styles from './system-information.module.css';

/** The sections of a report in columns; sections this console does not know are shown as they are. */
export function ReportSections({ sections }: { readonly sections: readonly ShownSection[] }) {
  return (
    <div className={styles.columns}>
      {sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
    </div>
  );
}

function Section({ section: { id, title, items } }: { readonly section: ShownSection }) {
  const Icon = sectionIcon(id);
  return (
    <section className={styles.section} aria-labelledby={`information-${id}`}>
      <h3 className={styles.sectionTitle} id={`information-${id}`}>
        <Icon size={16} stroke={1.75} aria-hidden />
        <bdi>{title}</bdi>
      </h3>
      <dl className={styles.items}>
        {items.map((shown) => (
          <Item key={`${shown.item.id} ${shown.change?.kind === 'removed'}`} shown={shown} />
        ))}
      </dl>
    </section>
  );
}

function Item({ shown: { item, change } }: { readonly shown: ShownItem }) {
  const isRemoved = change?.kind === 'removed';
  return (
    <div className={styles.item} data-change={change?.kind}>
      <dt>
        <bdi>{item.label}</bdi>
      </dt>
      <dd>
        {item.source === 'not-available' ? (
          <span className={styles.unavailable}>
            <IconCircleDashed size={14} stroke={1.75} aria-hidden />
            Not available on this device
          </span>
        ) : (
          <bdi className={isRemoved ? styles.gone : undefined}>{valueWords(item)}</bdi>
        )}
        {item.source === 'inferred' && !isRemoved && <span className={styles.tag}>Inferred</span>}
        {change !== undefined && <span className={styles.changed}>{changeWords(change)}</span>}
      </dd>
    </div>
  );
}
