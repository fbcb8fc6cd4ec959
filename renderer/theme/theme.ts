import {
  ActionIcon,
  Button,
  createTheme,
  Input,
  Menu,
  Modal,
  Notification,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  Tooltip,
} from '@mantine/core';
import styles from './components.module.css';
import overlays from './overlays.module.css';
import { ramps } from './ramps';

const sizes = { xs: 26, sm: 30, md: 32, lg: 44 } as const;

function buttonVars(size: string | undefined) {
  const height = size !== undefined && size in sizes ? sizes[size as keyof typeof sizes] : sizes.md;
  return {
    '--button-height': `${height}px`,
    '--button-padding-x': height === 44 ? '23px' : height === 26 ? '10px' : '14px',
    '--button-fz': height === 44 ? '0.9375rem' : height === 26 ? 'var(--sl-size-12)' : 'var(--sl-size-13)',
  };
}

/** Mantine dressed in the look: ramps, type, radii and the few components the console uses. */
export const theme = createTheme({
  colors: ramps,
  primaryColor: 'petrol',
  primaryShade: { light: 6, dark: 5 },
  white: '#FFFFFF',
  black: '#142020',
  fontFamily: 'var(--sl-font)',
  fontFamilyMonospace: 'var(--sl-font)',
  fontSizes: {
    xs: 'var(--sl-size-11)',
    sm: 'var(--sl-size-12)',
    md: 'var(--sl-size-13)',
    lg: 'var(--sl-size-16)',
    xl: 'var(--sl-size-20)',
  },
  lineHeights: {
    xs: 'var(--sl-leading-11)',
    sm: 'var(--sl-leading-12)',
    md: 'var(--sl-leading-13)',
    lg: 'var(--sl-leading-16)',
    xl: 'var(--sl-leading-20)',
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '18px', xl: '24px' },
  radius: { xs: '5px', sm: '7px', md: '9px', lg: '10px', xl: '14px' },
  defaultRadius: 'sm',
  shadows: {
    xs: 'var(--sl-shadow-control)',
    sm: 'var(--sl-shadow-control)',
    md: 'var(--sl-shadow-menu)',
    lg: 'var(--sl-shadow-menu)',
    xl: 'var(--sl-shadow-dialog)',
  },
  headings: { fontFamily: 'var(--sl-font)', fontWeight: '650' },
  focusRing: 'never',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'raised', size: 'md' },
      classNames: { root: `${styles.button} ${styles.focus}` },
      vars: (_theme, props) => ({ root: buttonVars(props.size) }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', size: 30 },
      classNames: { root: `${styles.action} ${styles.focus}` },
    }),
    Input: Input.extend({
      defaultProps: { size: 'sm' },
      classNames: { input: styles.input ?? '' },
      vars: () => ({ wrapper: { '--input-height': '32px', '--input-fz': 'var(--sl-size-13)' } }),
    }),
    Textarea: Textarea.extend({
      classNames: { input: styles.growing ?? '' },
    }),
    InputWrapper: Input.Wrapper.extend({
      classNames: {
        label: styles.label ?? '',
        description: styles.description ?? '',
        error: styles.error ?? '',
      },
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: { duration: 140 }, offset: 4 },
      classNames: { dropdown: overlays.menu ?? '', item: overlays.menuItem ?? '' },
    }),
    Popover: Popover.extend({
      defaultProps: { transitionProps: { duration: 140 } },
      classNames: { dropdown: overlays.menu ?? '' },
    }),
    Select: Select.extend({
      defaultProps: { allowDeselect: false },
      classNames: { dropdown: overlays.menu ?? '', option: overlays.menuItem ?? '' },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: { transition: 'fade', duration: 200 },
        closeButtonProps: { 'aria-label': 'Close' },
        // Else the dialog's header counts as a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      classNames: {
        content: overlays.dialog ?? '',
        header: overlays.dialogHeader ?? '',
        title: overlays.dialogTitle ?? '',
        body: overlays.dialogBody ?? '',
        close: `${overlays.dialogClose} ${styles.focus}`,
        overlay: overlays.scrim ?? '',
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 500, transitionProps: { duration: 90 } },
      classNames: { tooltip: overlays.tooltip ?? '' },
    }),
    Switch: Switch.extend({
      classNames: {
        track: styles.switchTrack ?? '',
        thumb: styles.switchThumb ?? '',
        label: styles.switchLabel ?? '',
      },
    }),
    Radio: Radio.extend({
      classNames: { radio: `${styles.radio} ${styles.focus}`, label: styles.switchLabel ?? '' },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { transitionDuration: 90 },
      classNames: {
        root: styles.segments ?? '',
        label: styles.segment ?? '',
        indicator: styles.segmentMark ?? '',
      },
    }),
    Notification: Notification.extend({
      classNames: {
        root: overlays.notification ?? '',
        title: overlays.notificationTitle ?? '',
        description: overlays.notificationText ?? '',
      },
    }),
  },
});
