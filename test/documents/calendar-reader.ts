/** A small iCalendar reader of its own, written from RFC 5545 and sharing nothing with the writer. */
export interface Property {
  name: string;
  parameters: Record<string, string>;
  /** As written, still escaped. */
  value: string;
}

export interface Component {
  name: string;
  properties: Property[];
  components: Component[];
}

/** Throws on what the RFC forbids: bare line feeds, long lines, unbalanced or unnamed parts. */
export function readCalendar(text: string): Component {
  const physical = text.split('\r\n');
  if (physical.pop() !== '') throw new Error('The last line must end in CRLF');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error('A line break that is not CRLF');
    if (Buffer.byteLength(line) > 75) throw new Error(`A line of ${Buffer.byteLength(line)} octets`);
  }
  const root: Component = { name: 'ROOT', properties: [], components: [] };
  const open = [root];
  for (const line of unfold(physical)) {
    const property = readProperty(line);
    const current = open.at(-1);
    if (!current) throw new Error('END without BEGIN');
    if (property.name === 'BEGIN') {
      const component: Component = { name: property.value, properties: [], components: [] };
      current.components.push(component);
      open.push(component);
    } else if (property.name === 'END') {
      if (open.pop()?.name !== property.value) throw new Error(`END:${property.value} closes something else`);
    } else current.properties.push(property);
  }
  const [calendar, other] = root.components;
  if (!calendar || other || open.length !== 1 || root.properties.length > 0)
    throw new Error('Not one calendar');
  return calendar;
}

function unfold(physical: string[]): string[] {
  const lines: string[] = [];
  for (const line of physical) {
    if (line.startsWith(' ')) lines.push(`${lines.pop() ?? ''}${line.slice(1)}`);
    else lines.push(line);
  }
  return lines;
}

function readProperty(line: string): Property {
  const match = /^([A-Z-]+)((?:;[A-Z-]+=[^;:"]*)*):(.*)$/su.exec(line);
  if (!match) throw new Error(`Not a property: ${line}`);
  const [, name = '', parameterText = '', value = ''] = match;
  const pairs = parameterText
    .split(';')
    .slice(1)
    .map((pair): [string, string] => {
      const [key = '', parameter = ''] = pair.split('=');
      return [key, parameter];
    });
  return { name, parameters: Object.fromEntries(pairs), value };
}

export function valueOf(component: Component, name: string): string | undefined {
  const found = component.properties.filter((property) => property.name === name);
  if (found.length > 1) throw new Error(`${name} stands there ${found.length} times`);
  return found[0]?.value;
}

export function textOf(component: Component, name: string): string {
  return (valueOf(component, name) ?? '').replace(/\\([\\;,nN])/g, (_, glyph: string) =>
    glyph.toLowerCase() === 'n' ? '\n' : glyph,
  );
}

export function all(component: Component, name: string): Component[] {
  return component.components.filter((inner) => inner.name === name);
}

/** The instant of a local time such as 20260329T110000, by the file's own VTIMEZONE. */
export function instantBy(zone: Component, local: string): Date {
  const onsets = zone.components
    .flatMap((observance) => onsetsOf(observance, local).map((onset) => ({ onset, observance })))
    .filter(({ onset }) => onset <= local)
    .toSorted((a, b) => (a.onset < b.onset ? -1 : 1));
  const inForce = onsets.at(-1)?.observance;
  if (!inForce) throw new Error(`No observance holds at ${local}`);
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(valueOf(inForce, 'TZOFFSETTO') ?? '') ?? [];
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return new Date(asUtc(local).getTime() - offsetMinutes * 60_000);
}

/** Knows single onsets and "the last Sunday of a month", which is all that the samples use. */
function onsetsOf(observance: Component, local: string): string[] {
  const start = valueOf(observance, 'DTSTART') ?? '';
  const rule = valueOf(observance, 'RRULE');
  if (!rule) return [start];
  const [, month = ''] = /^FREQ=YEARLY;BYMONTH=(\d+);BYDAY=-1SU$/.exec(rule) ?? [];
  const year = Number(local.slice(0, 4));
  return [year - 1, year].map((each) => {
    const last = new Date(Date.UTC(each, Number(month), 0));
    last.setUTCDate(last.getUTCDate() - last.getUTCDay());
    return `${last.toISOString().slice(0, 10).replaceAll('-', '')}${start.slice(8)}`;
  });
}

function asUtc(local: string): Date {
  return new Date(local.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'));
}
