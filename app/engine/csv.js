// Data as a table that every spreadsheet reads.

/** Outcomes by month, one row a month. @param {Record<string, ArrayLike<number>>} series by measure @param {string} month heading of the first column */
export function csvOf(series, month = "month") {
  const names = Object.keys(series);
  const months = Math.max(0, ...names.map((name) => series[name].length));
  const rows = Array.from({ length: months }, (_, m) => [m + 1, ...names.map((name) => series[name][m] ?? "")]);
  return tableOf([month, ...names], rows);
}

/** A table with a heading, as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. @param {string[]} heading @param {(string | number)[][]} rows */
export function tableOf(heading, rows) {
  return "\ufeff" + [heading, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** @param {string | number} value */
function cell(value) {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
