/** The headings of every table this program writes: who writes one, and who must not take it for an export. */
export const OWN_HEADINGS = {
  worksheet: ['Part', 'Item', 'Entry', 'Choose from, or think of', 'Id'],
  register: ['label', 'reference', 'side', 'ticket', 'order', 'role', 'inclusion'],
  exclusions: [
    ...['export', 'row', 'reference', 'reason', 'meaning', 'received', 'decided', 'decision'],
  ],
  findings: [
    ...['meeting', 'label', 'side', 'question_set', 'question', 'agency', 'answer', 'rationale'],
  ],
  actions: ['owner', 'due', 'state', 'pack', 'meeting', 'action', 'what', 'case_replaced'],
  report: [
    ...['period', 'from', 'to', 'local_authority', 'section', 'category', 'subcategory', 'measure'],
    ...['value', 'denominator', 'percent', 'lower', 'upper', 'method', 'note'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
