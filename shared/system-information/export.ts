import type { InformationItem, SystemInformationReport } from './report';

/** A report as indented JSON, ending in a line break; `systemInformationReportSchema` reads it back. */
export function toJson(report: SystemInformationReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** A report as CSV (RFC 4180, with a byte order mark for spreadsheets): one line for each item. */
export function toCsv(report: SystemInformationReport): string {
  const header = ['Section', 'Item', 'Value', 'Unit', 'Source'];
  const lines = report.sections.flatMap(({ title, items }) =>
    items.map((item) => [title, item.label, valueText(item), item.unit ?? '', item.source]),
  );
  return `\ufeff${[header, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function valueText({ value }: InformationItem): string {
  return value === null ? '' : String(value);
}

/** One cell: a phone's text is never a formula to the program that opens it. */
function cell(text: string): string {
  const isFormula =
    /^(?:[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])/u.test(text) && !/^-?\d+(\.\d+)?$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n;\t]/.test(safe) || isFormula ? `"${safe.replaceAll('"', '""')}"` : safe;
}
