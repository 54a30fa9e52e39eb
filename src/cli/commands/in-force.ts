/** Every setting as it stands, and whence: for those who check before they draw. */
import type { QuestionSet } from '../../audit/questions.ts';
import type { ReadingSettings } from '../../audit/record.ts';
import type { AuditRules } from '../../audit/rules.ts';
import type { AuditWeek } from '../../audit/week.ts';
import type { SettingsFile } from '../../inputs/settings-schema.ts';
import type { InForce } from '../render/check-report.ts';
import type { AuditFlags } from './audit-flags.ts';

/** All that is set, each with where it came from, in the order in which `check` says it. */
export function listInForce(
  flags: AuditFlags,
  settings: SettingsFile,
  week: AuditWeek,
  rules: AuditRules,
  reading: ReadingSettings,
  questionSet: QuestionSet,
): readonly InForce[] {
  const say = (name: string, value: string, flag: unknown, setting: unknown): InForce => ({
    name,
    value,
    from: flag !== undefined ? 'flag' : setting !== undefined ? 'settings' : 'default',
  });
  const { seats } = rules;
  return [
    say('meeting', week.meeting, flags.meeting, undefined),
    say(
      'week',
      `${week.from} to ${week.to}`,
      flags.from,
      settings.week?.days ?? settings.week?.['ends-days-before-meeting'],
    ),
    say(
      'week basis',
      reading.basis ?? 'decided where the exports say, else received',
      undefined,
      settings.week?.basis,
    ),
    say('size', String(rules.size), flags.size, settings.size),
    say(
      'seats',
      seats === null ? 'half to each side' : `${seats.met} met, ${seats['not-met']} not met`,
      undefined,
      settings.seats,
    ),
    say('question set', questionSet.id, undefined, settings['question-set']),
    say(
      'section 47 window',
      `${rules.section47Window} working days`,
      undefined,
      settings['section-47-window'],
    ),
    say(
      'local authority',
      rules.localAuthority ?? 'all',
      flags.localAuthority,
      settings['local-authority'],
    ),
    say(
      'not drawn since',
      rules.drawnBefore === undefined ? 'not asked' : `${rules.drawnBefore.months} months`,
      flags.notDrawnSince,
      settings['not-drawn-since'],
    ),
    say('marking', rules.marking, undefined, settings.marking),
    say('encoding', reading.encoding ?? 'by the file', flags.encoding, settings.encoding),
    say('delimiter', reading.delimiter ?? 'by the headings', undefined, settings.delimiter),
    say(
      'heading row',
      reading.headingRow === null ? 'found by the headings' : String(reading.headingRow),
      undefined,
      settings['heading-row'],
    ),
    say(
      'columns',
      Object.keys(reading.columns).join(', ') || 'found by their headings',
      undefined,
      settings.columns,
    ),
    say('decisions', `${rules.vocabulary.size} wordings`, undefined, settings.decisions),
    say(
      'source groups',
      settings['source-groups'] === undefined
        ? 'the known ones'
        : 'the known ones and the team’s own',
      undefined,
      settings['source-groups'],
    ),
  ];
}
