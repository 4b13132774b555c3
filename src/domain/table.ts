/** A table to take away: one sheet of a workbook, or one CSV file. Null is an empty cell. */
export interface Table {
  name: string;
  header: string[];
  rows: (string | number | null)[][];
}
