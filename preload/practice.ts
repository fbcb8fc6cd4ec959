import { webFrame } from 'electron';

/** The simulated phone and its customer as one classic script, put in by the build. */
declare const practicePhoneScript: string;

// It runs in the page's own world before any script of the page, so that the page finds these cameras and no others.
void webFrame.executeJavaScript(practicePhoneScript);
