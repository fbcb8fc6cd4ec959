import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { patienceMs } from './patience';

// As wide as the console opens at first.
if ('happyDOM' in window) {
  const { setViewport } = window.happyDOM as {
    setViewport: (size: { width: number; height: number }) => void;
  };
  setViewport.call(window.happyDOM, { width: 1440, height: 900 });
}

configure({ asyncUtilTimeout: patienceMs });
afterEach(cleanup);
