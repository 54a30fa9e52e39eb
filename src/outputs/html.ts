/** HTML that cannot be broken by what it shows: every value is escaped unless it is HTML already. */

declare const safe: unique symbol;
export interface Html {
  readonly [safe]: true;
  readonly html: string;
}

type HtmlValue = string | number | Html | readonly HtmlValue[];

/** A template whose values are escaped; lists are written one after the other. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const text = strings.map((string, index) => {
    const value = values[index];
    return value === undefined ? string : string + write(value);
  });
  return { html: text.join('') } as Html;
}

function write(value: HtmlValue): string {
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return 'html' in value ? value.html : value.map(write).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Signs that would turn the letters after them around, and so show another reference or name. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign).replace(TURNING, '\uFFFD');
}
