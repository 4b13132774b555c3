/** "Try this": the walk through the whole product, folded away when it is known. */
import { button, element, icon } from './dom.js';
import { recall, remember } from './memory.js';
import { openLink, suggest } from './workspace.js';
import { say, sayList } from './words.js';

export function guideNode() {
  const details = element(
    'details',
    { class: 'guide', testid: 'guide' },
    element('summary', {}, icon('guide'), element('span', {}, say('guide'))),
    element(
      'ol',
      {},
      sayList('guideSteps').map((step) => element('li', {}, withActions(step))),
    ),
  );
  details.open = recall('guide') !== 'closed';
  details.addEventListener('toggle', () => remember('guide', details.open ? null : 'closed'));
  return details;
}

/** What stands between backticks in a step can be pressed: a command goes to the text field, a code to the link dialog. */
function withActions(step) {
  return step.split('`').map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const act = part.startsWith('/') ? () => suggest(part) : () => openLink(null, part);
    return button({ class: 'guide-action', on: { click: act } }, part);
  });
}
