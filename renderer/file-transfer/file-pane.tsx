import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconChevronRight, IconFolderPlus, IconRefresh, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { displayName } from '../../shared/file-transfer/display-name';
import { usePlatform } from '../store/selectors';
import { listFooter } from './entry-words';
import { FileList, type FileListProps, type ListRequest } from './file-list';
import styles from './file-pane.module.css';
import { type Crumb, parentOf } from './folder-path';
import { ActionMenu, keyWords, type PaneAction, PointMenu } from './pane-menu';
import type { Listing } from './use-listing';
import type { PaneContent } from './use-pane';

export interface FilePaneProps {
  readonly title: string;
  /** Beside the title; empty for nothing. */
  readonly subtitle: string;
  readonly crumbs: readonly Crumb[];
  /** Stands in place of the first crumb, where there is more than one way to begin. */
  readonly root?: ReactNode;
  readonly path: string;
  readonly onGo: (path: string) => void;
  readonly listing: Listing;
  readonly content: PaneContent;
  readonly onReload: () => void;
  /** What can be done with what is selected, and with the folder; also by its keys. */
  readonly actions: readonly PaneAction[];
  /** Stands after the actions in the pane's own menu. */
  readonly menuExtra?: ReactNode;
  readonly onRequest: (request: Exclude<ListRequest, 'parent' | 'refresh' | 'filter'>) => void;
  readonly canChange: boolean;
  readonly list: Pick<
    FileListProps,
    'side' | 'sessionId' | 'sorting' | 'onSort' | 'onOpen' | 'accepts' | 'onDrop' | 'now'
  >;
  readonly empty: string;
  /** At the right of the foot; empty for nothing. */
  readonly aside: string;
}

/** One side of the File Transfer tab: where one is, what is there, and what can be done with it. */
export function FilePane(props: FilePaneProps) {
  const platform = usePlatform();
  const { title, crumbs, path, onGo, listing, content, list } = props;
  const [point, setPoint] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const filterField = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLElement>(null);
  const { shown, selection, filter, setFilter } = content;
  const parent = parentOf(path);

  const openFilter = () => {
    setFilter(filter ?? '');
    requestAnimationFrame(() => filterField.current?.focus());
  };
  const toList = () => frame.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const asked = (request: ListRequest) => {
    switch (request) {
      case 'parent':
        if (parent !== undefined) onGo(parent);
        return;
      case 'refresh':
        return props.onReload();
      case 'filter':
        return openFilter();
      default:
        return props.onRequest(request);
    }
  };
  const footer = listFooter(shown, listing.entries.length, selection.names);

  return (
    <section ref={frame} className={styles.pane} aria-label={title}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {props.subtitle !== '' && <span className={styles.subtitle}>{props.subtitle}</span>}
        <span className={styles.gap} />
        <Tooltip label={`Filter (${keyWords('Ctrl+F', platform)})`}>
          <ActionIcon
            aria-label={`Filter ${title}`}
            aria-pressed={filter !== null}
            onClick={() => (filter === null ? openFilter() : setFilter(null))}
          >
            <IconSearch size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="New folder">
          <ActionIcon
            aria-label={`New folder, ${title}`}
            disabled={!props.canChange}
            onClick={() => props.onRequest('new-folder')}
          >
            <IconFolderPlus size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="List again (F5)">
          <ActionIcon aria-label={`List again, ${title}`} onClick={props.onReload}>
            <IconRefresh size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <ActionMenu label={`More, ${title}`} actions={props.actions} extra={props.menuExtra} />
      </header>
      <div className={styles.where}>
        <nav aria-label={`Folder, ${title}`} className={styles.crumbs}>
          <ol>
            {crumbs.map((crumb, index) => (
              <li key={crumb.path}>
                {index > 0 && <IconChevronRight size={13} stroke={1.75} aria-hidden />}
                {index === 0 && props.root !== undefined ? (
                  props.root
                ) : (
                  <button
                    type="button"
                    className={styles.crumb}
                    aria-current={index === crumbs.length - 1 ? 'location' : undefined}
                    onClick={() => onGo(crumb.path)}
                  >
                    <bdi>{displayName(crumb.name)}</bdi>
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
        {filter !== null && (
          <TextInput
            ref={filterField}
            className={styles.filter ?? ''}
            aria-label={`Filter ${title} by name`}
            placeholder="Filter"
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setFilter(null);
              if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
                event.preventDefault();
                toList();
              }
            }}
          />
        )}
      </div>
      {listing.problem === '' ? (
        <FileList
          {...list}
          label={title}
          entries={shown}
          selection={selection}
          onSelection={content.select}
          onRequest={asked}
          onMenu={(x, y) => setPoint({ x, y })}
          isBusy={listing.isBusy}
          empty={
            listing.isBusy
              ? ''
              : filter !== null && filter !== ''
                ? 'No name matches the filter.'
                : props.empty
          }
        />
      ) : (
        <div className={styles.problem} role="alert">
          <p>{listing.problem}</p>
          <div className={styles.problemActions}>
            <button type="button" className={styles.link} onClick={props.onReload}>
              Try again
            </button>
            {parent !== undefined && (
              <button type="button" className={styles.link} onClick={() => onGo('')}>
                Go to the top
              </button>
            )}
          </div>
        </div>
      )}
      <footer className={styles.footer}>
        <span role="status">
          <strong className={styles.count}>{listing.isBusy ? 'Listing' : footer.text}</strong>
          {footer.size !== '' && <span className={styles.size}>{footer.size}</span>}
          {listing.isCut && <span className={styles.size}>There are more than can be shown.</span>}
        </span>
        <span className={styles.aside}>{props.aside}</span>
      </footer>
      <PointMenu
        label={`Actions, ${title}`}
        point={point}
        actions={props.actions}
        onClose={() => setPoint(null)}
      />
    </section>
  );
}
