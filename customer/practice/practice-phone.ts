import './simulated-phone';
import { createPracticeCustomer, type PracticeCustomer } from './robot';

declare global {
  interface Window {
    sightlinePracticeCustomer?: PracticeCustomer;
  }
}

// What a phone's browser tells of itself (https://wicg.github.io/ua-client-hints/), in place of this computer's.
Object.defineProperty(navigator, 'userAgentData', {
  configurable: true,
  value: Object.freeze({
    brands: [],
    mobile: true,
    platform: 'Android',
    getHighEntropyValues: () =>
      Promise.resolve({ model: 'Simulated phone', platformVersion: '15.0.0', fullVersionList: [] }),
  }),
});

Object.defineProperty(window, 'sightlinePracticeCustomer', {
  configurable: true,
  value: Object.freeze(createPracticeCustomer(document)),
});
