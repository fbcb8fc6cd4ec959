import { beforeEach, expect, test } from 'vitest';
import { SystemInformationController } from '../../../../customer/system-information/system-information-controller';
import type { SystemInformationReport } from '../../../../shared/system-information/report';
import { ScriptedCustomerSite, settle } from '../../../support/played/scripted-customer-site';

let site: ScriptedCustomerSite;
let readings: { resolve: (report: SystemInformationReport) => void; reject: (error: Error) => void }[];
let controller: SystemInformationController;

const report: SystemInformationReport = { capturedAt: 1, sections: [] };

beforeEach(async () => {
  site = new ScriptedCustomerSite();
  readings = [];
  controller = new SystemInformationController(
    site.client,
    () => new Promise((resolve, reject) => readings.push({ resolve, reject })),
  );
  await site.join();
});

const request = () => site.append('representative', { kind: 'system-information-requested' });
const allow = () => site.append('customer', { kind: 'system-information-allowed' });
const reported = async (): Promise<void> => {
  const [sent] = site.ofKind('report-system-information').slice(-1);
  await site.append('customer', { kind: 'system-information-reported', report }, sent?.id);
};

test('nothing is read before the customer allows it, and then one report is sent [S13]', async () => {
  await request();
  expect(readings).toHaveLength(0);
  await allow();
  expect(readings).toHaveLength(1);
  site.command({ kind: 'mark-seen', upTo: 1 });
  expect(readings).toHaveLength(1);
  readings[0]?.resolve(report);
  await settle();
  expect(site.ofKind('report-system-information')).toMatchObject([{ report }]);
  await reported();
  expect(readings).toHaveLength(1);
});

test('asked again while it is allowed, the phone reads again without a question', async () => {
  await request();
  await allow();
  readings[0]?.resolve(report);
  await settle();
  await reported();
  await request();
  expect(readings).toHaveLength(2);
  readings[1]?.resolve({ ...report, capturedAt: 2 });
  await settle();
  expect(site.ofKind('report-system-information')).toHaveLength(2);
});

test('taken back while it is read, nothing is sent, also before the log says so', async () => {
  await request();
  await allow();
  site.command({ kind: 'revoke-system-information' });
  readings[0]?.resolve(report);
  await settle();
  expect(site.ofKind('report-system-information')).toEqual([]);
});

test('a report that is refused is not sent over and over', async () => {
  await request();
  await allow();
  readings[0]?.resolve(report);
  await settle();
  const commandId = site.ofKind('report-system-information')[0]?.id ?? '';
  await site.tell({ kind: 'refusal', code: 'invalid-message', message: '', commandId });
  expect(readings).toHaveLength(1);
});

test('a part of the page that could not be fetched is tried again once the connection is back', async () => {
  await request();
  await allow();
  readings[0]?.reject(new Error('offline'));
  await settle();
  expect(readings).toHaveLength(1);
  await site.lose();
  await site.pass(300);
  await site.resume(4);
  expect(readings.length).toBeGreaterThan(1);
});

test('once it is let go of, nothing is read', async () => {
  controller.dispose();
  await request();
  await allow();
  expect(readings).toHaveLength(0);
});
