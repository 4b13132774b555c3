/** After one of these a slash begins a regular expression, not a division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|await|throw))\s*$/;

/** The functions whose own string arguments are keys of sentences. */
const SPEAKER = /(?:^|[^\w$])(?:t|translate|sentence)$/;

/**
 * The string and template literals of TypeScript code, comments left out. `parts` is the text between the `${…}`: one
 * part is a plain string. `isSentenceKey`: it stands directly among the arguments of t(), translate() or sentence().
 */
export function literalsOf(source) {
  const scan = { source, at: 0, line: 1, code: '', brackets: [], literals: [] };
  while (scan.at < source.length) step(scan);
  return scan.literals;
}

function step(scan) {
  const { source, at } = scan;
  const character = source[at];
  if (source.startsWith('//', at)) return void take(scan, endOf(source.indexOf('\n', at), source));
  if (source.startsWith('/*', at)) return void take(scan, endOf(source.indexOf('*/', at), source, 2));
  if (character === "'" || character === '"') return readString(scan, character);
  if (character === '`') return readTemplate(scan);
  if (character === '/' && BEFORE_REGEX.test(scan.code)) return readRegex(scan);
  if (character === '(') scan.brackets.push({ isSpeaker: SPEAKER.test(scan.code.trimEnd()) });
  else if ('[{'.includes(character)) scan.brackets.push({ isSpeaker: false });
  else if (')]}'.includes(character)) scan.brackets.pop();
  remember(scan, take(scan, at + 1));
}

function readString(scan, quote) {
  const { line } = scan;
  let end = scan.at + 1;
  while (end < scan.source.length && scan.source[end] !== quote && scan.source[end] !== '\n') {
    end += scan.source[end] === '\\' ? 2 : 1;
  }
  keep(scan, line, [take(scan, end + 1).slice(1, -1)]);
}

/** Code inside `${…}` is read like any other, with what surrounds the template forgotten. */
function readTemplate(scan) {
  const { line } = scan;
  const isSentenceKey = isAmongKeys(scan);
  const parts = [''];
  take(scan, scan.at + 1);
  while (scan.at < scan.source.length && scan.source[scan.at] !== '`') {
    if (scan.source.startsWith('${', scan.at)) {
      readSubstitution(scan);
      parts.push('');
    } else {
      parts[parts.length - 1] += take(scan, scan.at + (scan.source[scan.at] === '\\' ? 2 : 1));
    }
  }
  take(scan, scan.at + 1);
  scan.literals.push({ parts, line, isSentenceKey });
  remember(scan, '"');
}

function readSubstitution(scan) {
  const depth = scan.brackets.length;
  take(scan, scan.at + 2);
  scan.brackets.push({ isSpeaker: false });
  remember(scan, '(');
  while (scan.at < scan.source.length && scan.brackets.length > depth) step(scan);
}

function readRegex(scan) {
  const { line } = scan;
  let end = scan.at + 1;
  for (let isInClass = false; end < scan.source.length; end += 1) {
    const character = scan.source[end];
    if (character === '\n' || (character === '/' && !isInClass)) break;
    if (character === '\\') end += 1;
    else if (character === '[') isInClass = true;
    else if (character === ']') isInClass = false;
  }
  scan.literals.push({ parts: [take(scan, end + 1)], line, isSentenceKey: false, isRegex: true });
  remember(scan, '"');
}

function keep(scan, line, parts) {
  scan.literals.push({ parts, line, isSentenceKey: isAmongKeys(scan) });
  remember(scan, '"');
}

/** `kind === 'x' ? 'key' : …`: what is compared is no key. */
function isAmongKeys(scan) {
  return Boolean(scan.brackets.at(-1)?.isSpeaker) && !/[!=]==?\s*$/.test(scan.code);
}

/** Moves on to `end`; the text passed over. */
function take(scan, end) {
  const text = scan.source.slice(scan.at, end);
  scan.line += text.split('\n').length - 1;
  scan.at = end;
  return text;
}

/** The last bit of code is enough to know what comes next. */
function remember(scan, text) {
  scan.code = (scan.code + text).slice(-40);
}

function endOf(index, source, width = 0) {
  return index === -1 ? source.length : index + width;
}
