import PdfDocument from 'pdfkit';
import { create as createQr } from 'qrcode';
import type { PrintedOption, PrintedQuestion, PrintedSheet } from '../domain/survey-sheet.ts';
import { FONT_FILES } from './fonts.ts';

/** Type that can be read at arm's length without glasses; all in points. */
const TITLE = 22;
const TEXT = 13;
const SMALL = 10.5;
const MARGIN = 48;
const BOX = 12;
const GAP = 3;
const QR_SIDE = 84;
const WRITING_LINE = 26;
const OPEN_LINES = 3;
const LABEL_LEFT = 50;
/** The place at the right edge for the answer to the question that asks again. */
const AGAIN_WIDTH = 46;

type Pdf = InstanceType<typeof PdfDocument>;

/** An A4 sheet for people without a phone, as the bytes of a PDF with its font inside. */
export async function drawSurveySheet(sheet: PrintedSheet): Promise<Buffer> {
  const pdf = new PdfDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN + 24, left: MARGIN, right: MARGIN },
    bufferPages: true,
    info: { Title: sheet.title, Author: sheet.community },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', FONT_FILES.regular);
  pdf.registerFont('bold', FONT_FILES.bold);
  drawHead(pdf, sheet);
  for (const question of sheet.questions) drawQuestion(pdf, question);
  drawFooters(pdf, sheet);
  pdf.end();
  return await done;
}

function drawHead(pdf: Pdf, sheet: PrintedSheet): void {
  const width = widthOf(pdf);
  const beside = width - QR_SIDE - 16;
  pdf.font('regular').fontSize(SMALL).text(sheet.community, { width: beside });
  pdf.font('bold').fontSize(TITLE).text(sheet.title, { width: beside });
  pdf.moveDown(0.4);
  pdf.font('regular').fontSize(TEXT).text(`${sheet.building} ______________`, { width: beside });
  drawQr(pdf, sheet.link, MARGIN + width - QR_SIDE, MARGIN);
  pdf.fontSize(8).text(sheet.linkHint, MARGIN + width - QR_SIDE, MARGIN + QR_SIDE + 2, {
    width: QR_SIDE,
    align: 'center',
  });
  pdf.x = MARGIN;
  pdf.y = Math.max(pdf.y, MARGIN + QR_SIDE) + 10;
  const top = pdf.y;
  const inner = width - 20;
  pdf.font('regular').fontSize(TEXT - 1);
  const height = pdf.heightOfString(sheet.readAloud, { width: inner, lineGap: 2 });
  pdf
    .roundedRect(MARGIN, top, width, height + 16, 6)
    .lineWidth(0.8)
    .stroke('#555555');
  pdf.fillColor('black').text(sheet.readAloud, MARGIN + 10, top + 8, { width: inner, lineGap: 2 });
  pdf.x = MARGIN;
  pdf.y = top + height + 24;
  pdf.font('regular').fontSize(SMALL).text(sheet.howTo, { width });
  pdf.moveDown(0.8);
}

/** A code of squares, drawn as squares: it stays sharp on any printer. */
function drawQr(pdf: Pdf, link: string, left: number, top: number): void {
  const { modules } = createQr(link, { errorCorrectionLevel: 'M' });
  const side = QR_SIDE / modules.size;
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column))
        pdf.rect(left + column * side, top + row * side, side + 0.05, side + 0.05);
  pdf.fill('black');
}

/** A question is never torn from its options: what does not fit begins the next page. */
function drawQuestion(pdf: Pdf, question: PrintedQuestion): void {
  const width = widthOf(pdf);
  const heading = `${question.number}. ${question.text}`;
  if (pdf.y + heightOf(pdf, question, heading) > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
  pdf.font('bold').fontSize(TEXT).fillColor('black').text(heading, MARGIN, pdf.y, { width });
  if (question.hint) pdf.font('regular').fontSize(SMALL).text(question.hint, { width });
  pdf.moveDown(0.2);
  if (question.isInline) drawInline(pdf, question);
  else drawOptions(pdf, question);
  if (question.isOpen) drawLines(pdf, OPEN_LINES);
  pdf.moveDown(0.7);
}

function heightOf(pdf: Pdf, question: PrintedQuestion, heading: string): number {
  const width = widthOf(pdf);
  pdf.font('bold').fontSize(TEXT);
  const head = pdf.heightOfString(heading, { width });
  pdf.font('regular').fontSize(SMALL);
  const hint = question.hint ? pdf.heightOfString(question.hint, { width }) : 0;
  const rows = question.isInline ? 1 : Math.ceil(question.options.length / columnsOf(pdf, question));
  const lines = question.isOpen ? OPEN_LINES * WRITING_LINE : 0;
  return head + hint + rows * rowHeight(pdf) + lines + 8;
}

function rowHeight(pdf: Pdf): number {
  pdf.font('regular').fontSize(TEXT);
  return pdf.currentLineHeight(true) + GAP;
}

/** Short options stand in two columns, unless something is to be written beside them. */
function columnsOf(pdf: Pdf, { options }: PrintedQuestion): 1 | 2 {
  const room = widthOf(pdf) / 2 - LABEL_LEFT - 8;
  pdf.font('regular').fontSize(TEXT);
  const isShort = ({ label, hasLine, askedAgainIn }: PrintedOption) =>
    !hasLine && askedAgainIn === undefined && pdf.widthOfString(label) <= room;
  return options.length > 3 && options.every(isShort) ? 2 : 1;
}

function drawOptions(pdf: Pdf, question: PrintedQuestion): void {
  const columns = columnsOf(pdf, question);
  const rows = Math.ceil(question.options.length / columns);
  const height = rowHeight(pdf);
  const width = widthOf(pdf) / columns;
  const top = pdf.y;
  question.options.forEach((option, index) => {
    const left = MARGIN + Math.floor(index / rows) * width;
    drawOption(pdf, option, { left, top: top + (index % rows) * height, width });
  });
  pdf.x = MARGIN;
  pdf.y = top + rows * height;
}

function drawOption(
  pdf: Pdf,
  { mark, label, hasLine, askedAgainIn }: PrintedOption,
  { left, top, width }: { left: number; top: number; width: number },
): void {
  pdf.font('bold').fontSize(TEXT);
  const base = top + pdf.currentLineHeight(true);
  const middle = top + pdf.currentLineHeight(true) / 2;
  pdf
    .rect(left + 4, middle - BOX / 2, BOX, BOX)
    .lineWidth(1)
    .stroke('black');
  pdf.text(mark, left + 24, top, { lineBreak: false });
  pdf.font('regular').text(label, left + LABEL_LEFT, top, { lineBreak: false });
  const end = left + LABEL_LEFT + pdf.widthOfString(label);
  const again = askedAgainIn === undefined ? 0 : AGAIN_WIDTH;
  if (hasLine) drawRule(pdf, end + 8, base, left + width - again - 12);
  if (askedAgainIn === undefined) return;
  const right = left + width;
  pdf.text(`${askedAgainIn}.`, right - AGAIN_WIDTH, top, { lineBreak: false });
  pdf
    .rect(right - AGAIN_WIDTH + 18, middle - BOX / 2 - 1, BOX + 12, BOX + 2)
    .lineWidth(0.8)
    .stroke('black');
}

function drawRule(pdf: Pdf, from: number, y: number, to: number): void {
  pdf.moveTo(from, y).lineTo(to, y).lineWidth(0.6).stroke('#777777');
}

function drawInline(pdf: Pdf, { options }: PrintedQuestion): void {
  const text = options.map(({ mark, label }) => `${mark} ${label}`).join('      ');
  pdf
    .font('regular')
    .fontSize(TEXT)
    .text(text, MARGIN + 24, pdf.y, { width: widthOf(pdf) - 24 });
  pdf.x = MARGIN;
  pdf.y += GAP;
}

function drawLines(pdf: Pdf, count: number): void {
  for (let line = 0; line < count; line += 1) {
    pdf.y += WRITING_LINE;
    drawRule(pdf, MARGIN, pdf.y, MARGIN + widthOf(pdf));
  }
}

function drawFooters(pdf: Pdf, sheet: PrintedSheet): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(start + page);
    // Below the margin pdfkit would begin a new page.
    pdf.page.margins.bottom = 0;
    const top = pdf.page.height - MARGIN - 6;
    pdf.font('regular').fontSize(SMALL).fillColor('black');
    pdf.text(sheet.footer, MARGIN, top, { width: widthOf(pdf) - 60, lineBreak: true });
    const place = `${page + 1} / ${count}`;
    pdf.text(place, MARGIN + widthOf(pdf) - 50, top, { width: 50, align: 'right' });
  }
}

function widthOf(pdf: Pdf): number {
  return pdf.page.width - 2 * MARGIN;
}
