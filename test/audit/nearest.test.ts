import { describe, expect, test } from 'vitest';
import { nearestWording } from '../../src/audit/nearest.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../src/audit/vocabulary.ts';

const near = (text: string): string | null =>
  nearestWording(text, buildVocabulary(DEFAULT_WORDINGS))?.wording ?? null;

describe('a wording that is a few slips from a known one', () => {
  test.each([
    ['Singel Assesment', 'single assessment'],
    ['Sec 47 enquirry', 'section 47 enquiry'],
    ['Strategey Discusion', 'strategy discussion'],
    ['No furthr acton', 'no further action'],
    ['Chld & Famly Asessment', 'child and family assessment'],
  ])('%s: %s', (text, known) => {
    expect(near(text)).toBe(known);
  });

  test.each([
    'Sec 17 enquirry',
    'Section 48 enquiry',
    'Some further action',
    'Threshold not met',
    'Local panel',
    'Family Court',
    'No strategy discussion',
    'Strategic decision',
    'Single panel',
    'Initial family conference',
    'Joint assessment',
  ])('%s is none', (text) => {
    expect(near(text)).toBeNull();
  });
});
