const note = `Router, back from left to right
  DC 12V   black cable, stays in
  RESET    do not press
  WAN      blue, to the wall socket
  LAN 1-4  yellow, anything at home

The internet light went off on Friday, after the painters moved the shelf.
Grüße aus dem Büro, Ærøskøbing, 日本語: names with accents arrive whole.
`;

const calls = `date,time,number,minutes,remark
2026-03-02,09:14,555-0134,3,asked for an appointment
2026-03-05,16:40,555-0134,12,"painters come on Friday, in the morning"
2026-03-09,08:02,555-0177,1,"said ""light is off"", hung up"
`;

const escaped = (text: string) => text.replace(/[\\()]/g, (character) => `\\${character}`);

/** A one-page PDF (A4, Helvetica) with a line of text for each of `lines`, which are ASCII. */
export function pdf(lines: readonly string[]): string {
  const text = lines.map((line) => `(${escaped(line)}) Tj T*`).join('\n');
  const content = `BT /F1 12 Tf 18 TL 72 770 Td\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
}

/** The phone's documents: a text, a PDF and a CSV. */
export function sampleFiles(): readonly File[] {
  const lastModified = new Date(2026, 2, 14, 10, 41, 7).getTime();
  const file = (name: string, type: string, text: string) => new File([text], name, { type, lastModified });
  return [
    file('Router notes.txt', 'text/plain', note),
    file(
      'Invoice 2041.pdf',
      'application/pdf',
      pdf([
        'Invoice 2041',
        '',
        '1 home router HG-204 (refurbished)   39.00',
        '1 cable, 2 m                          4.50',
      ]),
    ),
    file('Call log.csv', 'text/csv', calls),
  ];
}
