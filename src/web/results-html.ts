import type {
  BarRow,
  BarTable,
  BoardPage,
  HiddenTable,
  ResultsPage,
} from '../telegram/views/results-page.ts';
import { escapeHtml } from './page.ts';

/** The middle part of a page of results. `path` is the page's own address, `query` the language. */
export function resultsHtml(
  page: ResultsPage,
  address: { path: string; board: string; query: string },
): string {
  const { path, board, query } = address;
  const { step, ranking, questions } = page;
  return [
    `<h1>${escapeHtml(page.title)}</h1>`,
    `<p class="lead">${escapeHtml(page.lead)}</p>`,
    `<p class="big">${escapeHtml(page.answered)}</p>`,
    `<div class="note">${paragraphs(page.caution)}</div>`,
    step ? section(step.heading, `<div class="step">${paragraphs([step.text])}</div>`) : '',
    ranking
      ? section(
          ranking.heading,
          `<p>${escapeHtml(ranking.how)}</p>
${tableHtml(ranking.table)}
${paragraphs(ranking.matters)}
<p><a href="${path}/ranking.png${query}">${escapeHtml(ranking.picture)}</a></p>`,
        )
      : '',
    questions ? section(questions.heading, questions.tables.map(questionHtml).join('\n')) : '',
    `<p><a href="${board}${query}">${escapeHtml(page.back)}</a></p>`,
  ].join('\n');
}

/** The middle part of a community's page. */
export function boardHtml(page: BoardPage, query: string): string {
  const items = page.items.map(
    ({ code, title, dates }) =>
      `<li><a href="/s/${code}${query}">${escapeHtml(title)}</a><br><span class="lead">${escapeHtml(dates)}</span></li>`,
  );
  const list = items.length > 0 ? `<ul class="cards">${items.join('\n')}</ul>` : '';
  return `<h1>${escapeHtml(page.title)}</h1>
<p class="lead">${escapeHtml(page.lead)}</p>
${list}${page.empty ? paragraphs([page.empty]) : ''}`;
}

function section(heading: string, inner: string): string {
  return `<section><h2>${escapeHtml(heading)}</h2>\n${inner}</section>`;
}

function paragraphs(texts: string[]): string {
  return texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
}

function questionHtml(table: BarTable | HiddenTable): string {
  if (!('hidden' in table)) return tableHtml(table);
  return `<h3>${escapeHtml(table.caption)}</h3>\n<p class="lead after">${escapeHtml(table.hidden)}</p>`;
}

function tableHtml({ caption, header, parts, foot }: BarTable): string {
  const [label, value] = header;
  const body = parts.map(({ heading, rows }) => {
    const band = heading
      ? `<tr class="band"><th colspan="2" scope="rowgroup">${escapeHtml(heading)}</th></tr>`
      : '';
    return `<tbody>${band}${rows.map(rowHtml).join('\n')}</tbody>`;
  });
  return `<table><caption>${escapeHtml(caption)}</caption>
<thead><tr><th scope="col">${escapeHtml(label)}</th><th scope="col">${escapeHtml(value)}</th></tr></thead>
${body.join('\n')}</table>
${foot ? `<p class="lead after">${escapeHtml(foot)}</p>` : ''}`;
}

/** The bar says nothing that the words beside it do not say. */
function rowHtml({ label, value, remark, share, outerShare }: BarRow): string {
  const bar =
    share === undefined
      ? ''
      : `<svg class="bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 10">${rect('out', outerShare)}${rect('in', share)}</svg>`;
  const small = remark ? `<small>${escapeHtml(remark)}</small>` : '';
  return `<tr><th scope="row">${escapeHtml(label)}${bar}${small}</th><td>${escapeHtml(value)}</td></tr>`;
}

function rect(kind: 'in' | 'out', share: number | undefined): string {
  if (share === undefined) return '';
  return `<rect class="${kind}" width="${(100 * Math.min(1, share)).toFixed(1)}" height="10"/>`;
}
