/** Texts for properties about what a spreadsheet makes of them. */
import fc from 'fast-check';

/** Any text, and text made of what matters here often enough to meet every combination of it. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '=',
        '+',
        '-',
        '@',
        '＝',
        '\t',
        '\r',
        '\n',
        ' ',
        '\u00A0',
        '\uFEFF',
        '"',
        ',',
        'a',
        '1',
      ),
      { maxLength: 6 },
    )
    .map((signs) => signs.join('')),
);
