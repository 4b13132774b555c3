import type { MessageEntity } from '../types.ts';
import { byteOffset, parseError } from './html.ts';
import type { FormattedText } from './clean.ts';
import { linkEntity } from './links.ts';

type OpenEntity = { type: string; name: string; mark: string; at: number; offset: number; language?: string };

const reserved = '_*[]()~`>#+-=|{}.!';
const marks: { mark: string; type: string; name: string }[] = [
  { mark: '__', type: 'underline', name: 'Underline' },
  { mark: '||', type: 'spoiler', name: 'Spoiler' },
  { mark: '_', type: 'italic', name: 'Italic' },
  { mark: '*', type: 'bold', name: 'Bold' },
  { mark: '~', type: 'strikethrough', name: 'Strikethrough' },
];

/** Telegram's MarkdownV2 into text and entities. Throws 400 `can't parse entities: ...`. */
export function parseMarkdownV2(source: string): FormattedText {
  return new MarkdownV2(source).parse();
}

class MarkdownV2 {
  readonly #source: string;
  readonly #open: OpenEntity[] = [];
  readonly #entities: MessageEntity[] = [];
  #text = '';
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): FormattedText {
    while (this.#at < this.#source.length) this.#step();
    if (this.#open.at(-1)?.type.endsWith('blockquote')) this.#closeQuote();
    const unclosed = this.#open.at(-1);
    if (unclosed) throw this.#unfinished(unclosed);
    return { text: this.#text, entities: this.#entities };
  }

  #step(): void {
    const sign = this.#source.charAt(this.#at);
    const next = this.#source.charAt(this.#at + 1);
    if (sign === '\\' && next !== '' && next <= '~') {
      this.#text += next;
      this.#at += 2;
      return;
    }
    const innermost = this.#open.at(-1);
    if (innermost?.type === 'code' || innermost?.type === 'pre') {
      if (this.#source.startsWith(innermost.mark, this.#at)) this.#close(innermost);
      else this.#copy();
      return;
    }
    if (sign === '\n') this.#lineEnd();
    else if (!reserved.includes(sign)) this.#copy();
    else this.#mark(sign);
  }

  #copy(): void {
    this.#text += this.#source.charAt(this.#at);
    this.#at += 1;
  }

  #mark(sign: string): void {
    const innermost = this.#open.at(-1);
    if (sign === ']' && innermost?.mark === ']') return this.#closeLink(innermost);
    if (sign === '[') return this.#openEntity('text_link', 'TextUrl', ']', 1);
    if (sign === '!' && this.#source.charAt(this.#at + 1) === '[') {
      return this.#openEntity('custom_emoji', 'CustomEmoji', ']', 2);
    }
    if (sign === '`') return this.#openCode();
    if (sign === '>' && this.#at === 0) return this.#openQuote(1);
    if (this.#source.startsWith('**>', this.#at) && this.#isLineStart()) return this.#openQuote(3);
    if (sign === '|' && this.#isQuoteEnd()) {
      const quote = this.#open.at(-1);
      if (quote) quote.type = 'expandable_blockquote';
      this.#at += 2;
      return;
    }
    const found = marks.find(({ mark }) => this.#source.startsWith(mark, this.#at));
    if (!found) throw this.#reservedError(sign);
    if (innermost?.mark === found.mark) return this.#close(innermost);
    this.#openEntity(found.type, found.name, found.mark, found.mark.length);
  }

  #openEntity(type: string, name: string, mark: string, width: number): void {
    this.#open.push({ type, name, mark, at: this.#at, offset: this.#text.length });
    this.#at += width;
  }

  #openCode(): void {
    if (!this.#source.startsWith('```', this.#at)) return this.#openEntity('code', 'Code', '`', 1);
    this.#openEntity('pre', 'Pre', '```', 3);
    const language = /^[^\s`]+(?=\s)/.exec(this.#source.slice(this.#at, this.#at + 64))?.[0];
    const entity = this.#open.at(-1);
    if (language && entity) {
      entity.language = language;
      entity.name = 'PreCode';
      this.#at += language.length;
    }
    if (this.#source.charAt(this.#at) === '\n') this.#at += 1;
  }

  #close(entity: OpenEntity): void {
    this.#open.pop();
    this.#at += entity.mark.length;
    const length = this.#text.length - entity.offset;
    if (length === 0) return;
    const added: MessageEntity = { type: entity.type, offset: entity.offset, length };
    if (entity.language) added.language = entity.language;
    this.#entities.push(added);
  }

  #closeLink(entity: OpenEntity): void {
    this.#open.pop();
    this.#at += 1;
    const label = this.#text.slice(entity.offset);
    const address = this.#source.charAt(this.#at) === '(' ? this.#readAddress() : label;
    const at = { offset: entity.offset, length: label.length };
    if (entity.type === 'custom_emoji') {
      const id = /^tg:\/\/emoji\?id=(\d+)$/.exec(address)?.[1];
      if (!id) throw parseError('Custom emoji entity must contain a tg://emoji URL');
      this.#entities.push({ ...at, type: 'custom_emoji', custom_emoji_id: id });
      return;
    }
    const link = label === '' ? null : linkEntity(address, at);
    if (link) this.#entities.push(link);
  }

  #readAddress(): string {
    this.#at += 1;
    const begin = this.#at;
    let address = '';
    while (this.#at < this.#source.length && this.#source.charAt(this.#at) !== ')') {
      if (this.#source.charAt(this.#at) === '\\') this.#at += 1;
      address += this.#source.charAt(this.#at);
      this.#at += 1;
    }
    if (this.#at >= this.#source.length) {
      throw parseError(`Can't find end of a URL at byte offset ${byteOffset(this.#source, begin)}`);
    }
    this.#at += 1;
    return address;
  }

  #openQuote(width: number): void {
    this.#openEntity('blockquote', 'BlockQuote', '\n', width);
  }

  /** A line end closes a quotation unless the next line goes on with `>`. */
  #lineEnd(): void {
    const continues = this.#source.charAt(this.#at + 1) === '>';
    const hasQuote = this.#open.some(({ mark }) => mark === '\n');
    if (hasQuote && !continues) {
      const innermost = this.#open.at(-1);
      if (innermost && innermost.mark !== '\n') throw this.#unfinished(innermost);
      this.#closeQuote();
    }
    this.#copy();
    if (!continues) return;
    if (hasQuote) this.#at += 1;
    else this.#openQuote(1);
  }

  #closeQuote(): void {
    const quote = this.#open.pop();
    if (!quote) return;
    const length = this.#text.length - quote.offset;
    if (length > 0) this.#entities.push({ type: quote.type, offset: quote.offset, length });
  }

  #isQuoteEnd(): boolean {
    if (this.#open.at(-1)?.mark !== '\n' || !this.#source.startsWith('||', this.#at)) return false;
    const after = this.#source.charAt(this.#at + 2);
    return after === '' || after === '\n';
  }

  #isLineStart(): boolean {
    return this.#at === 0 || this.#source.charAt(this.#at - 1) === '\n';
  }

  #reservedError(sign: string) {
    return parseError(`Character '${sign}' is reserved and must be escaped with the preceding '\\'`);
  }

  #unfinished(entity: OpenEntity) {
    return parseError(
      `Can't find end of ${entity.name} entity at byte offset ${byteOffset(this.#source, entity.at)}`,
    );
  }
}
