import { describe, expect, test } from 'vitest';
import { matchHeadings } from '../../src/inputs/headings.ts';
import { buildHeadingMatcher } from '../../src/inputs/known-headings.ts';
import { missingFields, tellTableKind } from '../../src/inputs/table-kind.ts';

const columnsOf = (headings: string) =>
  matchHeadings(headings.split(', '), buildHeadingMatcher({}), { file: 'week.csv' }).columns;

describe('what a table lists, by its headings alone', () => {
  test.each([
    ['referrals', 'Referral ID, Date Received, Decision Date, Decision'],
    ['referrals', 'Referral ID, Decision Date, Outcome'],
    ['referrals', 'Case Ref, Date Received, Outcome'],
    ['referrals', 'FACT_CONTACT_ID, CONTACT_DTTM, OUTCOME_NFA_FLAG, OUTCOME_CP_ENQUIRY_FLAG'],
    ['referrals', 'Referral ID, Child ID, Date Received, Outcome, Referral NFA?, Section 47 Date'],
    ['child-referrals', 'Child Unique ID, Date of referral, Referral Source, Referral NFA?'],
    ['child-referrals', 'LAchildID, CINdetailsID, CINreferralDate, ReferralNFA'],
    ['child-referrals', 'LAchildID, CINreferralDate, ReferralNFA, S47ActualStartDate'],
    ['section-47', 'Child Unique ID, Strategy discussion initiating Section 47 Enquiry Start Date'],
    ['section-47', 'LAchildID, CINreferralDate, S47ActualStartDate'],
    ['contacts', 'Child Unique ID, Date of Contact, Contact Source'],
    ['other', 'Child Unique ID, Date of Birth, Gender'],
    ['other', 'Referral ID, Date Received, Team'],
    ['other', 'Referral ID, Outcome'],
    ['other', 'Child ID, Date Received, Outcome'],
    ['other', 'x, y, z'],
  ])('%s: %s', (kind, headings) => {
    expect(tellTableKind(columnsOf(headings))).toBe(kind);
  });
});

describe('what it lacks to be a list of referrals with their outcomes', () => {
  test.each([
    ['Referral ID, Date Received, Decision', []],
    ['Referral ID, Decision Date, OUTCOME_NFA_FLAG', []],
    ['Date Received, Decision', ['reference']],
    ['Referral ID, Decision', ['decided']],
    ['Referral ID, Date Received', ['decision']],
    ['x', ['reference', 'decided', 'decision']],
  ])('%s: %j', (headings, missing) => {
    expect(missingFields(columnsOf(headings))).toEqual(missing);
  });
});
