import { Button, Menu, SegmentedControl, TextInput } from '@mantine/core';
import { IconDownload, IconRefresh, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { ActiveSession, EndedSession } from '../../shared/session/session-state';
import { differences } from '../../shared/system-information/differences';
import type { SystemInformationReport } from '../../shared/system-information/report';
import { firstName } from '../../shared/words/people';
import { newCommandId } from '../ipc/command-id';
import { timeOfDay } from '../kit/clock';
import { CopyButton } from '../kit/copy-button';
import { problemOf } from '../kit/problem';
import { useNow } from '../kit/ticker';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { accessWords } from './access-words';
import { ReportSections } from './report-sections';
import { allSections, countOf, type InformationFilter, reportText, shownSections } from './shown-report';
import styles from './system-information.module.css';

/** The System Information tab: what the phone tells of itself, or how to ask for it. */
export function SystemInformationPane({
  sessionId,
  state,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession | EndedSession;
}) {
  const request = useRequest();
  const now = useNow();
  const { systemInformation } = state;
  const isOpen = state.phase === 'active';
  const words = accessWords(systemInformation, firstName(state.customer.name), isOpen, now);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ask = () => {
    setProblem('');
    setIsBusy(true);
    request('request-system-information', { sessionId, id: newCommandId() })
      .catch((error: unknown) => setProblem(problemOf(error, 'That did not work. Nothing has changed.')))
      .finally(() => setIsBusy(false));
  };
  const access = words !== null && (
    <>
      <p className={styles.state}>
        <span className={styles.ring} data-mark={words.mark} />
        <span role="status">{words.text}</span>
      </p>
      {words.ask !== null && (
        <Button
          variant={systemInformation.report === null ? 'filled' : 'raised'}
          disabled={isBusy}
          onClick={ask}
        >
          {words.ask}
        </Button>
      )}
    </>
  );
  const refusal = problem !== '' && (
    <p className={styles.problem} role="alert">
      {problem}
    </p>
  );
  if (systemInformation.report === null) {
    return (
      <div className={styles.empty}>
        {access}
        {refusal}
      </div>
    );
  }
  return (
    <div className={styles.pane}>
      {(words !== null || problem !== '') && (
        <div className={styles.banner}>
          {access}
          {refusal}
        </div>
      )}
      <Report
        sessionId={sessionId}
        report={systemInformation.report}
        before={systemInformation.before}
        again={
          isOpen && systemInformation.access === 'allowed' ? (
            <Button
              leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
              disabled={isBusy || systemInformation.isAwaited}
              onClick={ask}
            >
              {systemInformation.isAwaited ? 'Reading' : 'Read again'}
            </Button>
          ) : null
        }
      />
    </div>
  );
}

const filterNames: Readonly<Record<InformationFilter, string>> = {
  all: 'All',
  changed: 'Changed',
  'not-available': 'Unavailable',
};
const filters = ['all', 'changed', 'not-available'] as const;

function Report({
  sessionId,
  report,
  before,
  again,
}: {
  readonly sessionId: string;
  readonly report: SystemInformationReport;
  readonly before: SystemInformationReport | null;
  /** The button that reads once more, where that can be asked for. */
  readonly again: ReactNode;
}) {
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<InformationFilter>('all');
  const [saved, setSaved] = useState('');
  const all = useMemo(() => allSections(report, before, differences(before, report)), [report, before]);
  const shown = useMemo(() => shownSections(all, filter, text), [all, filter, text]);
  return (
    <>
      <div className={styles.toolbar}>
        <TextInput
          className={styles.find ?? ''}
          aria-label="Find a value"
          placeholder="Find a value"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          withItemsBorders={false}
          aria-label="Show"
          value={filter}
          onChange={(value) => setFilter(value)}
          data={filters.map((value) => ({ value, label: `${filterNames[value]} ${countOf(all, value)}` }))}
        />
        <span className={styles.gap} />
        <CopyButton
          variant="quiet"
          text={reportText(shown)}
          what={filter === 'all' && text === '' ? 'all' : 'these'}
          disabled={shown.length === 0}
        />
        <SaveMenu sessionId={sessionId} onSaved={setSaved} />
        {again}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className={styles.scroller} aria-label="System information" tabIndex={0}>
        {shown.length === 0 ? (
          <p className={styles.nothing} role="status">
            {text === '' ? nothingWords[filter] : 'Nothing matches. Try part of a name or a value.'}
          </p>
        ) : (
          <ReportSections sections={shown} />
        )}
      </section>
      <p className={styles.foot}>
        <span
          className={styles.figure}
        >{`Read at ${timeOfDay(report.capturedAt)} by the phone’s clock`}</span>
        {before !== null && (
          <span className={styles.figure}>{`Compared with ${timeOfDay(before.capturedAt)}`}</span>
        )}
        <span role="status" className={saved === '' ? undefined : `${styles.figure} ${styles.saved}`}>
          {saved}
        </span>
        <span className={styles.gap} />
        <span className={styles.figure}>Nothing is guessed unless marked inferred</span>
      </p>
    </>
  );
}

const nothingWords: Readonly<Record<InformationFilter, string>> = {
  all: 'The phone told nothing.',
  changed: 'Nothing has changed since it was read before.',
  'not-available': 'Everything asked for is available on this device.',
};

function SaveMenu({
  sessionId,
  onSaved,
}: {
  readonly sessionId: string;
  /** Called with what to say of the saving, empty while it goes on. */
  readonly onSaved: (words: string) => void;
}) {
  const request = useRequest();
  const [isBusy, run] = useTask();
  const save = (format: 'json' | 'csv') => {
    onSaved('');
    run('The system information was not saved', async () => {
      const result = await request('save-system-information', { sessionId, format });
      if (result.kind === 'saved') onSaved(`Saved as ${result.name}`);
    });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="quiet"
          disabled={isBusy}
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        >
          Save
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Save as">
        <Menu.Item onClick={() => save('json')}>As JSON, for other programs</Menu.Item>
        <Menu.Item onClick={() => save('csv')}>As CSV, for a spreadsheet</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
