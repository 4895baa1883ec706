// Files made from what a page shows, with its numbers as the API gave them.

/** toCsv([['date', (row) => row.date], …], rows) → RFC 4180 with a header. */
export function toCsv(columns, rows) {
  const lines = rows.map((row) => columns.map(([, value]) => cell(value(row))).join(','));
  return [columns.map(([name]) => cell(name)).join(','), ...lines].join('\r\n') + '\r\n';
}

function cell(value) {
  const text = harmless(String(value ?? ''));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet runs text that begins like a formula; only numbers may begin with a sign. */
function harmless(text) {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

export function saveCsv(name, columns, rows) {
  const file = new Blob([toCsv(columns, rows)], {type: 'text/csv;charset=utf-8'});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
